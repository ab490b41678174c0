import { Draft } from "./columns"
import type { HistoryRequest, Past } from "./past"
import { moments } from "./rhythm"
import { signInColumns } from "./sign-in-stretch"
import { type SignUpStep, signUpColumns, signUpSteps, stopsOf } from "./sign-up-stretch"
import type { App, Before, Stop } from "./ways"

const secondMs = 1000

/** How often things happen, from 0 to 1. */
const share = {
  signUp: 0.05,
  /** Of those who sign in, some come from the old store of passwords. */
  migration: 0.01,
  recovery: 0.003,
  refresh: 0.4,
  accessToken: { interactive: 0.25, refresh: 0.5 },
  /** Who failed tries again. */
  retry: { interactive: 0.7, refresh: 0.5, signUp: 0.6 },
  /** Who gives up at the first page, while waiting for the code, and because the API would not have it. */
  leaves: { atOnce: 0.07, atCode: 0.2, blocked: 0.04 },
}

const mostTries = 3

/** A sign-in that is to be written. */
type Attempt = { at: number; who: number; way: number; place: number; journey: number; tries: number }

/** Somebody at some time, on the way to an app. */
type Visitor = { at: number; who: number; app: App }

/** Fills the columns of an invented past, sign-in by sign-in; a moment without one belongs to a step of a sign-up. */
export class Inventor {
  readonly signIns = new Draft(...signInColumns)
  readonly signUps = new Draft(...signUpColumns)
  readonly #past: Past
  /** Those who failed and will try again. */
  readonly #waiting: Attempt[] = []
  #journeys = 0

  constructor(past: Past) {
    this.#past = past
  }

  /** Invents as many sign-ins as are asked for. */
  run({ days, perDay }: Pick<HistoryRequest, "days" | "perDay">): void {
    const { period, random } = this.#past
    for (const at of moments(days * perDay, period, random)) this.#write(this.#next(at))
  }

  /** Who comes at a moment: somebody who tries again, somebody new, or somebody who was here before. */
  #next(at: number): Attempt {
    const { random } = this.#past
    const again = this.#waiting.shift()
    if (again) return again
    if (random.happens(share.signUp)) {
      const signedUp = this.#signUp(at)
      if (signedUp) return signedUp
    }
    return (random.happens(share.migration) && this.#migrate(at)) || this.#signIn(at)
  }

  #signIn(at: number): Attempt {
    const { random, ways, people } = this.#past
    const who = people.returning(at, random)
    const method = people.methodOf(who)
    const fitting = ways.apps.filter(({ isNative }) => !isNative || method !== "google")
    const app = random.favour(fitting.length > 0 ? fitting : ways.apps)
    if (!app.isSaml && random.happens(share.refresh)) return this.#on({ at, who, app }, "refresh", null)
    const recovers = method === "work" && random.happens(share.recovery)
    const before = method === "emailOtp" ? "emailOtpSend" : recovers ? "verifiedIdClaimValidation" : null
    return this.#on({ at, who, app }, app.isNative ? "native" : "interactive", before)
  }

  #on(visitor: Visitor, flow: "interactive" | "refresh" | "native", before: Before): Attempt {
    const { random, ways } = this.#past
    const { at, who, app } = visitor
    const often = flow === "refresh" ? share.accessToken.refresh : share.accessToken.interactive
    const wantsToken = app.apis.length > 0 && before !== "verifiedIdClaimValidation" && random.happens(often)
    const resource = wantsToken ? random.favour(app.apis) : app.client
    const way = ways.numberOf(app, resource, flow, before)
    return { at, who, way, place: this.#placeOf(who), journey: this.#journey(), tries: 1 }
  }

  /** Somebody signs in for the first time with the password from before; undefined where nothing is to migrate. */
  #migrate(at: number): Attempt | undefined {
    const { random, ways, people } = this.#past
    const apps = ways.apps.filter(({ client }) => ways.stop("passwordSubmit", client))
    if (apps.length === 0) return undefined
    const app = random.favour(apps)
    const who = people.newcomer("password")
    people.settle(who, at)
    return this.#on({ at, who, app }, app.isNative ? "native" : "interactive", "passwordSubmit")
  }

  /** Somebody signs up, with some tries; the sign-in that it ends with, or undefined when it comes to nothing. */
  #signUp(from: number): Attempt | undefined {
    const { random, ways, people, period } = this.#past
    const app = ways.apps.find(({ signUp }) => signUp && signUp.methods.length > 0)
    if (!app?.signUp) return undefined
    const who = people.newcomer(random.favour(app.signUp.methods))
    let at = from
    for (let tries = 1; tries <= mostTries; tries += 1) {
      const journey = this.#journey()
      const end = this.#takeSteps({ at, who, app }, journey)
      at = end.at
      if (end.isSignedUp && at <= period.now) {
        const way = ways.numberOf(app, app.client, "interactive", null)
        return { at, who, way, place: this.#placeOf(who), journey, tries: 1 }
      }
      if (!end.hasFailed || !random.happens(share.retry.signUp)) return undefined
      at += 20 * secondMs + random.skewed(0, 120 * secondMs)
    }
    return undefined
  }

  /** Writes the steps of one try, as far as it goes before the present. */
  #takeSteps(
    { at: from, who, app }: Visitor,
    journey: number,
  ): { at: number; isSignedUp: boolean; hasFailed: boolean } {
    const { random, people, period } = this.#past
    const isGoogle = people.methodOf(who) === "google"
    let at = from
    const take = (step: SignUpStep, [least, most]: readonly [number, number]): boolean => {
      at += random.skewed(least, most)
      if (at > period.now) return false
      const stops = app.signUp ? stopsOf(step, app.signUp) : []
      const { outcome, isFatal } = this.#meet(stops, at, who)
      const values = { step: signUpSteps.indexOf(step), app: this.#past.ways.apps.indexOf(app), who }
      this.signUps.add(at, { ...values, outcome, journey })
      return !isFatal
    }
    const end = (isSignedUp: boolean, hasFailed: boolean) => ({ at, isSignedUp, hasFailed })
    take("asked", [0, 1])
    if (random.happens(share.leaves.atOnce)) return end(false, false)
    const proves = take(isGoogle ? "federated" : "codeSent", [6 * secondMs, 30 * secondMs])
    if (!proves) return end(false, true)
    if (!isGoogle && random.happens(share.leaves.atCode)) return end(false, false)
    const isBlocked = random.happens(share.leaves.blocked)
    const goesOn = take(isBlocked ? "blocked" : "attributes", [12 * secondMs, 90 * secondMs])
    if (!goesOn || isBlocked) return end(false, !goesOn)
    take("created", [300, 1500])
    people.settle(who, at)
    at += random.skewed(400, 1800)
    return end(true, false)
  }

  #write(attempt: Attempt): void {
    const { at, who, way, place, journey } = attempt
    const { stops } = this.#past.ways.at(way)
    const { outcome, isFatal } = this.#meet(stops, at, who)
    this.signIns.add(at, { way, who, place, outcome, journey })
    if (isFatal) this.#tryAgain(attempt)
  }

  #tryAgain(attempt: Attempt): void {
    const { random, ways, period } = this.#past
    const isRefresh = ways.at(attempt.way).flow === "refresh"
    if (attempt.tries >= mostTries) return
    if (!random.happens(isRefresh ? share.retry.refresh : share.retry.interactive)) return
    const at = attempt.at + (isRefresh ? random.skewed(60, 300) : random.skewed(8, 60)) * secondMs
    if (at <= period.now)
      this.#waiting.push({ ...attempt, at, journey: this.#journey(), tries: attempt.tries + 1 })
  }

  /** What becomes of the callouts on the way: the number of the one that does not simply go well, or 0. */
  #meet(stops: readonly Stop[], at: number, who: number): { outcome: number; isFatal: boolean } {
    const { incidents, random } = this.#past
    let outcome = 0
    for (const stop of stops) {
      const met = incidents.meet(stop, { at, who }, random)
      const hasFailed = (incidents.endingOf(met)?.ending.code ?? 0) !== 0
      if (hasFailed && !stop.fallsBack) return { outcome: met, isFatal: true }
      if (outcome === 0) outcome = met
    }
    return { outcome, isFatal: false }
  }

  #placeOf(who: number): number {
    const { people, places, random } = this.#past
    return places.numberOf(who, people.idOf(who), random)
  }

  #journey(): number {
    this.#journeys += 1
    return this.#journeys - 1
  }
}
