import "server-only"
import type { CalloutFilter } from "@/lib/filters"
import type { Callout, Kind } from "@/lib/model/callout"
import type { Scanned, SourceTrouble } from "@/lib/model/callout-page"
import type { Unread } from "@/lib/model/part"
import { type RangeName, ranges } from "@/lib/model/range"
import { auditLogBudget } from "@/lib/remote/graph"
import { signIns } from "@/lib/remote/sign-ins"
import { signUps } from "@/lib/remote/sign-ups"
import { Scan } from "./scan"
import { refusedHere, signUpsHere } from "./sign-ups-here"
import { named, reach } from "./state"

const logs = { signIn: signIns, signUp: signUps }
const kinds = ["signIn", "signUp"] as const satisfies readonly Kind[]

/** Pages that a first look reads of all collections together. */
const pagesAtMost = 4
const freshMs = 1500
const settledFreshMs = 60_000
/** Requests that a refresh of both collections leaves to a click; below that it takes them in turns. */
const keptFree = 1
/** What Graph refused is not asked for again at once: a refusal does not pass by itself. */
const quietAfterRefusalMs = 30_000

/** One collection's share: the scan that reaches furthest, and why the newest read failed. */
type Share = { scan: Scan | null; trouble: Unread | null; quietUntilMs: number }

const nothingYet = (): Share => ({ scan: null, trouble: null, quietUntilMs: 0 })

function startOf(filter: CalloutFilter): Date {
  if (filter.from) return new Date(filter.from)
  const end = filter.to ? Date.parse(filter.to) : Date.now()
  return new Date(end - ranges[filter.range] * 60_000)
}

/** A range read anew takes the place of the old one unless the reading broke off before it came as far back. */
function adopt(share: Share, scan: Scan): void {
  const old = share.scan?.extent
  const reaches = scan.extent.complete || !old || scan.extent.backTo <= old.backTo
  if (Number.isFinite(scan.ageMs) && reaches) share.scan = scan
}

const latest = (moments: readonly string[]): string => [...moments].sort().at(-1) ?? ""
const earliest = (moments: readonly string[]): string => [...moments].sort()[0] ?? ""

/** A range of the log in memory: a scan of each collection that the tenant has. One that fails costs only its rows. */
export class HeldRange {
  /** The moving range's name; null for one with an end of its own. */
  readonly name: RangeName | null
  readonly #freshMs: number
  readonly #shares: Readonly<Record<Kind, Share>> = { signIn: nothingYet(), signUp: nothingYet() }
  #reading: Promise<void> | null = null

  constructor(filter: CalloutFilter) {
    this.name = filter.from || filter.to ? null : filter.range
    this.#freshMs = filter.to ? settledFreshMs : freshMs
  }

  get #scans(): readonly Scan[] {
    return kinds.flatMap((kind) => this.#shares[kind].scan ?? [])
  }

  /** What was looked at: the list is complete back to the moment to which every collection was read. */
  get scanned(): Scanned | null {
    const scans = this.#scans
    if (scans.length === 0) return null
    const all = scans.map((scan) => scan.extent)
    const backTo = latest(all.map((one) => one.backTo))
    const complete = all.every((one) => one.complete)
    const rows = (kind: Kind) => this.#shares[kind].scan?.rowsSince(complete ? "" : backTo) ?? null
    return {
      from: latest(all.map(({ from }) => from)),
      to: earliest(all.map(({ to }) => to)),
      backTo,
      complete,
      pages: all.reduce((sum, { pages }) => sum + pages, 0),
      signIns: rows("signIn"),
      signUps: rows("signUp"),
      unreadable: scans.reduce((sum, { unreadable }) => sum + unreadable, 0),
      readAt: earliest(all.map(({ readAt }) => readAt)),
    }
  }

  /** The collections whose newest read failed. */
  get troubles(): readonly SourceTrouble[] {
    return kinds.flatMap((kind) => {
      const { trouble, scan } = this.#shares[kind]
      if (!trouble) return []
      return [{ kind, unread: kind === "signUp" ? named(trouble) : trouble, hasRows: scan !== null }]
    })
  }

  /** Every callout back to where all collections were read, newest first; equal times keep the log's order. */
  callouts(): readonly Callout[] {
    const { complete = true, backTo = "" } = this.scanned ?? {}
    return this.#scans
      .flatMap((scan) => scan.callouts())
      .filter(({ signIn: { at } }) => complete || at === null || at >= backTo)
      .sort((a, b) => (b.signIn.at ?? "").localeCompare(a.signIn.at ?? ""))
  }

  /** Reads what is no longer fresh; who comes while it is being read waits for the same reading. */
  async read(filter: CalloutFilter, patienceMs: number): Promise<void> {
    const due = this.#due()
    if (due.length === 0) return
    this.#reading ??= this.#readNow(due, filter, patienceMs).finally(() => {
      this.#reading = null
    })
    await this.#reading
  }

  #due(): readonly Kind[] {
    const now = Date.now()
    const ageMs = (kind: Kind) => this.#shares[kind].scan?.ageMs ?? Number.POSITIVE_INFINITY
    const due = kinds.filter((kind) => ageMs(kind) >= this.#freshMs && now >= this.#shares[kind].quietUntilMs)
    const areHeld = due.every((kind) => this.#shares[kind].scan)
    if (!areHeld || auditLogBudget.state().left >= due.length + keptFree) return due
    return [...due].sort((a, b) => ageMs(b) - ageMs(a)).slice(0, 1)
  }

  async #readNow(due: readonly Kind[], filter: CalloutFilter, patienceMs: number): Promise<void> {
    // Who already sees rows does not wait for a turn.
    const patience = this.#scans.length > 0 ? 0 : patienceMs
    const begun = await Promise.all(due.map((kind) => this.#begin(kind, filter, patience)))
    const anew = begun.flatMap((scan) => scan ?? [])
    await this.#readOn(anew, patience)
    for (const scan of anew) adopt(this.#shares[scan.kind], scan)
  }

  /** Refreshes a collection's scan, or reads the first page of a new one and gives that. */
  async #begin(kind: Kind, filter: CalloutFilter, patienceMs: number): Promise<Scan | null> {
    const share = this.#shares[kind]
    if (kind === "signUp" && !(await this.#hasSignUps())) return null
    const from = startOf(filter)
    const part = await reach(kind, async () => {
      if (share.scan?.canRefresh && (await share.scan.refresh(from, 0))) return null
      const scan = new Scan(logs[kind], from, filter.to ? new Date(filter.to) : null)
      await scan.readOn(patienceMs)
      return scan
    })
    await this.#note(kind, part.ok ? null : part)
    return part.ok ? part.value : null
  }

  /** Reads on in whichever scan reaches least far back, so that the list is complete as far back as can be. */
  async #readOn(scans: readonly Scan[], patienceMs: number): Promise<void> {
    let open = scans
    for (let pages = scans.length; pages < pagesAtMost; pages += 1) {
      open = open.filter(({ extent: { complete } }) => !complete)
      const [behind] = [...open].sort((a, b) => b.extent.backTo.localeCompare(a.extent.backTo))
      if (!behind) return
      const page = await reach(behind.kind, () => behind.readOn(patienceMs))
      if (page.ok) continue
      await this.#note(behind.kind, page)
      open = open.filter((scan) => scan !== behind)
    }
  }

  async #hasSignUps(): Promise<boolean> {
    const standing = await signUpsHere()
    if (standing.asks) return true
    this.#shares.signUp.trouble = standing.unread
    this.#shares.signUp.quietUntilMs = Date.now() + standing.quietMs
    return false
  }

  async #note(kind: Kind, trouble: Unread | null): Promise<void> {
    const share = this.#shares[kind]
    const isSignUps = kind === "signUp" && trouble !== null
    share.trouble = isSignUps ? await refusedHere(trouble) : trouble
    share.quietUntilMs = isSignUps && trouble.kind !== "throttled" ? Date.now() + quietAfterRefusalMs : 0
  }
}
