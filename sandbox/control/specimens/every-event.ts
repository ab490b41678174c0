import { type Behaviour, behaviourOf } from "../../apis/behaviours"
import { graphNames } from "../../tenants/event-types"
import { receivePayloadRoleId } from "../../tenants/well-known"
import { change } from "./breakage"
import { withUrl } from "./moved"
import { behaving, type Slots } from "./slots"
import type { Fault } from "./specimen"
import type { Subject } from "./subjects"

/** What an API of any event can do wrong, by the code that it earns. */
const behaviours: readonly (readonly [code: number, behaviour: Behaviour])[] = [
  [1003002, "500"],
  [1003002, "easy-auth-401"],
  [1003003, "hash-in-action-type"],
  [1003003, "not-json"],
  [1003005, "slow"],
  [1003006, "html-page"],
  [1003009, "logic-apps-empty"],
  [1003010, "two-actions"],
  [1003012, "unknown-action"],
  [1003024, "huge-body"],
  [1003027, "reset"],
]

/** A handler that belongs to another event. */
const foreignHandler = ({ eventType }: Subject) =>
  graphNames[eventType === "tokenIssuanceStart" ? "attributeCollectionSubmit" : "tokenIssuanceStart"].handler

/** The faults that an extension of any event can have; their ids begin with the name of the API. */
export function everyEventFaults(subject: Subject, slots: Slots): Fault[] {
  const { api, told } = subject
  const it = told.replace(/^The /, "the ")
  const ofBehaviour = ([code, behaviour]: (typeof behaviours)[number]): Fault => ({
    id: `${api}-${behaviour}`,
    code,
    title: `${told} ${behaviourOf(behaviour).told}`,
    ...behaving(subject, behaviour),
  })
  const before = (
    code: number,
    name: string,
    title: string,
    breakage: Omit<Fault, "id" | "code" | "title">,
  ) => ({
    id: `${api}-${name}`,
    code,
    title,
    ...breakage,
  })
  return [
    ...behaviours.map(ofBehaviour),
    before(1003000, "handler-unreadable", `The handler that calls ${it} belongs to another event`, {
      inferred: "that an unreadable handler is what this code stands for",
      ...change(slots.handlerType, () => foreignHandler(subject)),
    }),
    before(
      1003011,
      "extension-deleted",
      `The extension of ${it} was deleted and what names it was left behind`,
      change(slots.extensions, () => []),
    ),
    before(
      1003015,
      "target-host-moved",
      `The target URL of ${it} moved to another host, the resourceId did not`,
      withUrl(slots.address, (url) => {
        url.hostname = url.hostname.replace(".", "-v2.")
      }),
    ),
    ...(subject.sharesApp
      ? []
      : [
          before(
            1003021,
            "receive-payload-missing",
            `The app of ${it} lacks the consent to receive payloads`,
            change(slots.apiAccess, ({ principal, grants }) => ({
              principal,
              grants: grants.filter((one) => one.appRoleId !== receivePayloadRoleId),
            })),
          ),
        ]),
  ]
}
