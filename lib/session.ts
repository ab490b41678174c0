import "server-only"
import { cookies } from "next/headers"
import { forbidden, redirect } from "next/navigation"
import { getServerSession } from "next-auth"
import { decode } from "next-auth/jwt"
import { authOptions, type Operator } from "./auth"
import { config } from "./config"
import { cookieNames } from "./cookies"
import type { SessionRef } from "./remote/custody"
import { includesRole, type Role } from "./roles"

/** An operator who holds a role of the console. */
export type RoleHolder = Operator & { role: Role }

/** Whether somebody who signed in holds any role of the console. */
export const isRoleHolder = (operator: Operator): operator is RoleHolder => operator.role !== null

/** Who is signed in, or null. */
export async function readOperator(): Promise<Operator | null> {
  const session = await getServerSession(authOptions())
  return session?.operator ?? null
}

/** The signed-in operator with at least the given role; otherwise redirects to the sign-in or answers 403. */
export async function requireOperator(wanted: Role = "Console.Reader"): Promise<RoleHolder> {
  const operator = await readOperator()
  if (!operator) redirect("/signin")
  if (!isRoleHolder(operator) || !includesRole(operator.role, wanted)) forbidden()
  return operator
}

/** The id of the session that the browser's cookie names, or null. */
export async function readSessionId(): Promise<string | null> {
  const value = (await cookies()).get(cookieNames().sessionToken)?.value
  const token = await decode({ token: value, secret: config().sessionSecret }).catch(() => null)
  return typeof token?.sid === "string" ? token.sid : null
}

/**
 * The session of an operator, by which the server finds what it keeps of his tokens. Its id stands in the encrypted
 * cookie only and is no part of what next-auth tells the browser about a session.
 */
export const sessionOf = async ({ oid }: Operator): Promise<SessionRef> => ({
  id: (await readSessionId()) ?? `none ${oid}`,
  oid,
})
