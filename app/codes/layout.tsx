import type { ReactNode } from "react"
import { Frame } from "@/components/frame"
import { isRoleHolder, readOperator } from "@/lib/session"
import { ConsoleFrame } from "../console-frame"

/** The frame around the codes, which need no session: the console's own for an operator, a plain one otherwise. */
export default async function CodesLayout({ children }: { children: ReactNode }) {
  const operator = await readOperator()
  if (operator && isRoleHolder(operator)) return <ConsoleFrame operator={operator}>{children}</ConsoleFrame>
  return <Frame operator={null}>{children}</Frame>
}
