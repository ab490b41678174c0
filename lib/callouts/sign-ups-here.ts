import "server-only"
import type { Unread } from "@/lib/model/part"
import type { Organization } from "@/lib/model/tenant"
import { once } from "@/lib/once"
import { readTenantKind } from "@/lib/remote/snapshot"

const kindPatienceMs = 1500
const retryKindMs = 5000
const rememberRefusalMs = 10 * 60_000

/** Whether to ask for sign-ups; when not, for how long that holds and what to tell the reader. */
export type Standing = { asks: true } | { asks: false; unread: Unread | null; quietMs: number }

type Refusal = { unread: Unread; untilMs: number }

/** What Graph said when it was asked for the sign-ups of a tenant of unknown kind. */
const probe = once<{ refusal: Refusal | null }>("sign-ups-probe", () => ({ refusal: null }))

const notInTime: Unread = {
  ok: false,
  kind: "service",
  why: "Graph did not say in time whether this tenant has sign-ups. They are asked for with one of the next reads.",
}

async function kindInTime(): Promise<Organization["kind"] | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, kindPatienceMs, null))
  return Promise.race([readTenantKind(), late])
}

/** External tenants have sign-ups and others none; where the kind cannot be read, Graph's answer decides. */
export async function signUpsHere(): Promise<Standing> {
  const kind = await kindInTime()
  if (kind === null) return { asks: false, unread: notInTime, quietMs: retryKindMs }
  if (kind === "external") return { asks: true }
  if (kind !== "unknown") return { asks: false, unread: null, quietMs: Number.POSITIVE_INFINITY }
  const { refusal } = probe
  const quietMs = (refusal?.untilMs ?? 0) - Date.now()
  return refusal && quietMs > 0 ? { asks: false, unread: refusal.unread, quietMs } : { asks: true }
}

/** Remembers what was refused while nobody knows whether the tenant has sign-ups at all, and says so to the reader. */
export async function refusedHere(unread: Unread): Promise<Unread> {
  const isAnswer = unread.kind !== "throttled" && unread.kind !== "unreachable"
  if (!isAnswer || (await kindInTime()) !== "unknown") return unread
  const why = `${unread.why} The console could not read which kind of tenant this is, so it may have no sign-ups at all.`
  const told = { ...unread, why }
  probe.refusal = { unread: told, untilMs: Date.now() + rememberRefusalMs }
  return told
}
