import { redirect } from "next/navigation"
import { requireOperator } from "@/lib/session"

/** Where the proxy sends somebody without a role, whatever they asked for: answers 403 with the page that says which role to ask for. */
export default async function RefusedPage() {
  await requireOperator()
  redirect("/")
}
