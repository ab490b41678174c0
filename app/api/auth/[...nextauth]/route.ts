import type { NextRequest } from "next/server"
import NextAuth from "next-auth"
import { authOptions } from "@/lib/auth"
import { troubleCookie } from "@/lib/cookies"
import { readSessionId } from "@/lib/session"

type Context = { params: Promise<{ nextauth: string[] }> }

async function handle(request: NextRequest, context: Context): Promise<Response> {
  let trouble: string | null = null
  const options = authOptions({
    onTrouble(why) {
      trouble = why
    },
    replaces: await readSessionId(),
  })
  const response: Response = await NextAuth(request, context, options)
  if (trouble) response.headers.append("set-cookie", troubleCookie(trouble))
  return response
}

export { handle as GET, handle as POST }
