import type { NextRequest } from "next/server"
import { readKeySets } from "@/lib/remote/signing-keys"
import { isRoleHolder, readOperator } from "@/lib/session"

/** The public keys that sign the tenant's tokens, for the token page, which checks signatures in the browser. */
export async function GET(request: NextRequest): Promise<Response> {
  const operator = await readOperator()
  if (!operator) return Response.json({ error: "Sign in first." }, { status: 401 })
  if (!isRoleHolder(operator))
    return Response.json({ error: "No role of this console is assigned to you." }, { status: 403 })
  const renew = request.nextUrl.searchParams.has("renew")
  return Response.json({ keySets: await readKeySets({ renew }) })
}
