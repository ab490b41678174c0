import { type EventType, eventTypes } from "../../tenants/event-types"
import type { CalloutResult } from "../answer/decide"
import type { CauseName } from "./causes"
import { chanceOf, keyOf, type Random } from "./random"
import { busyMoment, type Period } from "./rhythm"
import type { Stop, Ways } from "./ways"

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** What the log tells of a callout's end. */
export type Ending = Pick<CalloutResult, "code" | "httpStatus" | "attempts">

/** Something that goes wrong with one event's callouts, sooner or later. */
type Trouble = {
  eventType: EventType
  ending: Ending
  minutes: number
  /** How many of the callouts meet it, from 0 to 1. */
  share: number
  /** Set when the share is one of people, who meet it every time, and not of callouts. */
  ofPeople?: true
  /** The change that brought it about; without one, it was the API's doing. */
  cause?: CauseName
}

const trouble = (
  eventType: EventType,
  [code, httpStatus, attempts]: readonly [code: number, httpStatus: number | null, attempts: number],
  [minutes, share]: readonly [minutes: number, share: number],
  rest: Pick<Trouble, "ofPeople" | "cause"> = {},
): Trouble => ({ eventType, ending: { code, httpStatus, attempts }, minutes, share, ...rest })

/** What goes wrong, in turn. */
const troubles: readonly Trouble[] = [
  trouble("tokenIssuanceStart", [1003002, 500, 1], [90, 0.9], { cause: "secretRotated" }),
  trouble("emailOtpSend", [1003002, 503, 1], [70, 0.85]),
  trouble("tokenIssuanceStart", [1003005, null, 2], [180, 0.75], { cause: "timeOutLowered" }),
  trouble("attributeCollectionSubmit", [1003002, 400, 1], [50, 1]),
  trouble("tokenIssuanceStart", [1003021, null, 0], [20, 1], { cause: "grantRemoved" }),
  trouble("passwordSubmit", [1003005, null, 2], [120, 0.8], { cause: "timeOutLowered" }),
  trouble("attributeCollectionStart", [1003003, 200, 1], [40, 1]),
  trouble("tokenIssuanceStart", [1003027, null, 1], [35, 1]),
  trouble("emailOtpSend", [1003019, null, 0], [25, 1], { cause: "principalDisabled" }),
  trouble("tokenIssuanceStart", [1003025, 200, 1], [48 * 60, 0.06], { ofPeople: true }),
  trouble("attributeCollectionSubmit", [1003012, 200, 1], [60, 0.5]),
  trouble("tokenIssuanceStart", [1003002, 404, 1], [25, 1], { cause: "pathChanged" }),
  trouble("passwordSubmit", [1003003, 200, 1], [60, 1]),
  trouble("tokenIssuanceStart", [1003019, null, 0], [15, 1], { cause: "principalDisabled" }),
  trouble("emailOtpSend", [1003005, null, 2], [150, 0.6], { cause: "timeOutLowered" }),
  trouble("tokenIssuanceStart", [1003015, null, 0], [30, 1], { cause: "hostChanged" }),
  trouble("tokenIssuanceStart", [1003006, 200, 1], [30, 0.97]),
  trouble("attributeCollectionStart", [1003021, null, 0], [30, 1], { cause: "grantRemoved" }),
  trouble("tokenIssuanceStart", [1003002, 401, 1], [45, 1], { cause: "tokenVersionChanged" }),
]

/** One stretch of time in which the callouts of an extension fail for one reason. */
export type Incident = Trouble & {
  extensionId: string
  beginsAt: number
  /** When it is over: later than planned in a past so thin that too few would meet it. */
  endsAt: number
  failures: number
}

/** No incident goes unseen, and none ends before this many callouts met it or this much later than planned. */
const atLeast = { failures: 3, withinMs: 12 * hourMs }

/** One success in this many took a second attempt. */
const retriedShare = 0.01

/** The incidents of an invented past, and what becomes of a callout at a time. */
export class Incidents {
  /** The oldest first. */
  readonly all: readonly Incident[]
  readonly #byExtension = new Map<string, Incident[]>()
  readonly #key: number

  constructor(ways: Ways, period: Period, seed: number, random: Random) {
    this.#key = keyOf(seed, "people of incidents")
    this.all = planned(ways, period, random).sort((one, other) => one.beginsAt - other.beginsAt)
    for (const incident of this.all) {
      const others = this.#byExtension.get(incident.extensionId)
      if (others) others.push(incident)
      else this.#byExtension.set(incident.extensionId, [incident])
    }
  }

  /** What becomes of a callout: 0 when all goes well at once, else a number that `endingOf` knows. */
  meet(
    { eventType, listener }: Pick<Stop, "eventType" | "listener">,
    { at, who }: { at: number; who: number },
    random: Random,
  ): number {
    const incident = lastBegun(this.#byExtension.get(listener.handler.customExtension.id) ?? [], at)
    if (incident?.eventType === eventType && goesOn(incident, at) && this.#strikes(incident, who, random)) {
      incident.failures += 1
      incident.endsAt = Math.max(incident.endsAt, at + 1)
      return this.all.indexOf(incident) + 1
    }
    return random.happens(retriedShare) ? this.all.length + 1 + eventTypes.indexOf(eventType) : 0
  }

  /** The event and the ending that a number stands for; undefined for 0. */
  endingOf(number: number): { eventType: EventType; ending: Ending } | undefined {
    if (number === 0) return undefined
    const incident = this.all[number - 1]
    if (incident) return incident
    const eventType = eventTypes[number - this.all.length - 1]
    return eventType && { eventType, ending: { code: 0, httpStatus: 200, attempts: 2 } }
  }

  #strikes(incident: Incident, who: number, random: Random): boolean {
    if (!incident.ofPeople) return random.happens(incident.share)
    return chanceOf(this.#key + this.all.indexOf(incident), who) < incident.share
  }
}

function goesOn({ beginsAt, minutes, failures }: Incident, at: number): boolean {
  const plannedEnd = beginsAt + minutes * minuteMs
  return at < plannedEnd || (failures < atLeast.failures && at < plannedEnd + atLeast.withinMs)
}

/** The last incident that had begun by a time. */
function lastBegun(incidents: readonly Incident[], at: number): Incident | undefined {
  let low = 0
  let high = incidents.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((incidents[middle]?.beginsAt ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return incidents[low - 1]
}

/** The events that the tenant's apps call out for, with a listener of each. */
function listenedTo(ways: Ways): Map<EventType, Stop> {
  const stops = eventTypes.flatMap((eventType) => {
    const [stop] = ways.apps.flatMap(({ client }) => ways.stop(eventType, client) ?? [])
    return stop ? [[eventType, stop] as const] : []
  })
  return new Map(stops)
}

/** An incident every week or so, each in a part of the time of its own. */
function planned(ways: Ways, period: Period, random: Random): Incident[] {
  const stops = listenedTo(ways)
  const possible = troubles.filter(({ eventType }) => stops.has(eventType))
  const count = Math.max(Math.min(5, stops.size + 2), Math.round(period.days / 8))
  return Array.from({ length: count }, (_, index) => {
    const one = possible[index % possible.length]
    const stop = one && stops.get(one.eventType)
    if (!one || !stop) return []
    const busy = busyMoment((index + 0.3 + 0.4 * random.next()) / count, period)
    const beginsAt = Math.floor(busy + hourMs * (1.5 - 3 * random.next()))
    return [
      {
        ...one,
        extensionId: stop.listener.handler.customExtension.id,
        beginsAt,
        endsAt: beginsAt + one.minutes * minuteMs,
        failures: 0,
      },
    ]
  }).flat()
}
