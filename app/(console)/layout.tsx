import { type ReactNode, Suspense } from "react"
import { requireOperator } from "@/lib/session"
import { ConsoleFrame } from "../console-frame"
import { SecretsLeftBehind } from "./left-secrets"

/** Every page below needs an operator with a role. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const operator = await requireOperator()
  return (
    <ConsoleFrame operator={operator}>
      <Suspense fallback={null}>
        <SecretsLeftBehind operator={operator} />
      </Suspense>
      {children}
    </ConsoleFrame>
  )
}
