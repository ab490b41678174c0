import { randomBytes, randomUUID } from "node:crypto"
import type { Tenant } from "../tenants/types"
import type { World } from "../world"

/** A sign-in request that passed the checks and waits for, or has got, a person. */
export type SignInRequest = {
  tenantId: string
  clientId: string
  redirectUri: string
  responseMode: "query" | "fragment" | "form_post"
  scopes: readonly string[]
  state: string | undefined
  nonce: string | undefined
  codeChallenge: string
  loginHint: string | undefined
  prompt: string | undefined
  /** How long ago the person may have signed in, in seconds. */
  maxAgeS: number | undefined
}

/** Who is signed in, in one browser, and since when (milliseconds). */
export type Session = { id: string; tenantId: string; userId: string; signedInAt: number }

/** An authorization code's meaning. */
export type CodeGrant = { request: SignInRequest; session: Session; expiresAt: number; redeemed: boolean }

/** A refresh token's meaning. */
export type RefreshGrant = {
  clientId: string
  scopes: readonly string[]
  session: Session
  issuedAt: number
}

/** Entries by a name that cannot be guessed; the oldest go when there are too many. */
class Keep<Entry> {
  readonly #entries = new Map<string, Entry>()
  readonly #newName: () => string

  constructor(newName: () => string) {
    this.#newName = newName
  }

  /** Keeps an entry and gives the name to find it by. */
  add(entry: Entry): string {
    const name = this.#newName()
    this.#entries.set(name, entry)
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > 2000 && oldest !== undefined) this.#entries.delete(oldest)
    return name
  }

  get(name: string): Entry | undefined {
    return this.#entries.get(name)
  }

  delete(name: string): void {
    this.#entries.delete(name)
  }
}

const opaque = (prefix: string) => () => `${prefix}${randomBytes(72).toString("base64url")}`

/** What the login service remembers: it is shared by the browser's origin and the SDKs' origin. */
export type Issued = {
  waiting: Keep<SignInRequest>
  sessions: Keep<Session>
  codes: Keep<CodeGrant>
  refreshTokens: Keep<RefreshGrant>
  /** The ids of sessions that began with a second factor. */
  multifactor: Set<string>
}

const byWorld = new WeakMap<World, Issued>()

/** Whether a session is good enough for the tenant's policy, which a sign-in by a person always satisfies. */
export const satisfiesPolicy = (
  world: World,
  { multifactorPolicy }: Pick<Tenant, "multifactorPolicy">,
  { id }: Pick<Session, "id">,
): boolean => multifactorPolicy === null || issuedIn(world).multifactor.has(id)

/** The login service's memory of one world. */
export function issuedIn(world: World): Issued {
  const known = byWorld.get(world)
  if (known) return known
  const fresh: Issued = {
    waiting: new Keep(randomUUID),
    sessions: new Keep(randomUUID),
    codes: new Keep(opaque("1.A")),
    refreshTokens: new Keep(opaque("1.A")),
    multifactor: new Set(),
  }
  byWorld.set(world, fresh)
  return fresh
}
