import "server-only"
import { z } from "zod"
import { requestAs } from "../graph"
import { MalformedAnswer } from "../trouble"
import { graphAnswer } from "./trouble"

/** The secrets of an app, written as whoever a token of Graph speaks for. */
const secretsOf = (appId: string, act: string) => `/applications(appId='${appId}')${act}`

const added = z.looseObject({ keyId: z.guid(), secretText: z.string().min(1) })
const listed = z.looseObject({
  passwordCredentials: z.array(z.looseObject({ keyId: z.guid(), displayName: z.string().nullish() })),
})

/** Makes a secret with a name and an end (https://learn.microsoft.com/graph/api/application-addpassword). */
export async function addSecret(
  token: string,
  appId: string,
  { name, endsAt }: { name: string; endsAt: string },
): Promise<{ keyId: string; secret: string }> {
  const passwordCredential = { displayName: name, endDateTime: endsAt }
  const answer = added.safeParse(
    await requestAs(token, secretsOf(appId, "/addPassword")).post({ passwordCredential }),
  )
  // What came instead is not told: it may hold the secret.
  if (!answer.success) throw new MalformedAnswer("Graph made a secret and did not tell it.")
  return { keyId: answer.data.keyId, secret: answer.data.secretText }
}

/** The ids of an app's secrets that have this name. */
export async function secretsNamed(token: string, appId: string, name: string): Promise<readonly string[]> {
  const answer = listed.safeParse(
    await requestAs(token, secretsOf(appId, "?$select=id,passwordCredentials")).get(),
  )
  if (!answer.success) throw new MalformedAnswer("Graph's list of the app's secrets could not be read.")
  return answer.data.passwordCredentials.flatMap(({ keyId, displayName }) =>
    displayName === name ? [keyId] : [],
  )
}

/** Takes a secret away; false when Graph does not know it, which may be because it is new. */
export async function removeSecret(token: string, appId: string, keyId: string): Promise<boolean> {
  try {
    await requestAs(token, secretsOf(appId, "/removePassword")).post({ keyId })
    return true
  } catch (error) {
    const { status } = graphAnswer(error)
    const isUnknown =
      status === 400 && error instanceof Error && /No password credential/i.test(error.message)
    if (isUnknown) return false
    throw error
  }
}
