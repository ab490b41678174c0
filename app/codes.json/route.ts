import { catalogue, outerCodes } from "@/lib/codes/catalogue"

/** The catalogue for programs; `schemaVersion` changes when a member changes its name or meaning. */
export function GET(): Response {
  return Response.json({ schemaVersion: 1, codes: catalogue, outerCodes })
}
