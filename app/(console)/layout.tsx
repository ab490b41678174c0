import type { ReactNode } from "react"
import { requireOperator } from "@/lib/session"
import { ConsoleFrame } from "../console-frame"

/** Every page below needs an operator with a role. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  return <ConsoleFrame operator={await requireOperator()}>{children}</ConsoleFrame>
}
