import { redirect } from "next/navigation"
import { requireOperator } from "@/lib/session"

/** The console opens on its callouts. */
export default async function HomePage() {
  await requireOperator()
  redirect("/callouts")
}
