import { feed } from "@/lib/codes/feed"

/** The catalogue for programs. */
export function GET(): Response {
  return Response.json(feed())
}
