import type { Behaviour } from "../../apis/behaviours"
import { troubledHosts } from "../../tls/customers"
import { change, together } from "./breakage"
import { claims } from "./claims"
import { movedTo, withUrl } from "./moved"
import { behaving } from "./slots"
import type { Fault } from "./specimen"

const { subject, slots } = claims
const claimsApi = (behaviour: Behaviour) => behaving(subject, behaviour)

/** A port of loopback that nobody listens on. */
const closedPort = 1

const refusedPort = withUrl(slots.address, (url) => {
  url.port = String(closedPort)
})

/** The listener's own time-out of 200 ms, the least that Entra allows, before the extension's. */
const shortTimeout = change(slots.handlerConfiguration, () => ({
  behaviorOnError: null,
  clientConfiguration: { timeoutInMilliseconds: 200, maximumRetries: 1 },
}))

/** A moved address that no server answers properly. */
const moved = (id: string, title: string, host: string, inferred?: string): Fault => ({
  id,
  code: 1003027,
  title,
  ...(inferred ? { inferred } : {}),
  ...movedTo(slots.address, subject, host),
})

const handshake = "that a broken TLS handshake ends in this code"
const hungUp = "that a connection which ends early ends in this code"

/** Answers that come too late, and connections that do not come about. */
export const claimsConnection: readonly Fault[] = [
  {
    id: "claims-api-slow",
    code: 1003005,
    title: "The claims API is slower than Entra waits",
    ...claimsApi("slow"),
  },
  {
    id: "claims-api-cold",
    code: 1003005,
    title: "The claims API starts cold: the first sign-in fails, the second succeeds",
    ...claimsApi("long-cold-start"),
  },
  {
    id: "claims-api-endless",
    code: 1003005,
    title: "The claims API begins its answer and never ends it",
    ...claimsApi("endless-body"),
  },
  {
    id: "timeout-shortened",
    code: 1003005,
    title: "The listener gives the API 200 ms, and the API takes longer",
    ...together(shortTimeout, claimsApi("leisurely")),
  },
  {
    id: "connection-refused",
    code: 1003027,
    title: "The target URL names a port that nobody listens on",
    ...refusedPort,
  },
  moved("host-unknown", "The extension’s host has no address in DNS", "claims.fabrikam.example"),
  moved("certificate-expired", "The API’s certificate has expired", troubledHosts.expired, handshake),
  moved(
    "certificate-untrusted",
    "The API’s certificate comes from an authority that nobody trusts",
    troubledHosts.untrusted,
    handshake,
  ),
  moved(
    "certificate-misnamed",
    "The API’s certificate is for another name",
    troubledHosts.misnamed,
    handshake,
  ),
  {
    id: "claims-api-hangs-up",
    code: 1003027,
    title: "The claims API hangs up instead of answering",
    inferred: hungUp,
    ...claimsApi("reset"),
  },
  {
    id: "claims-api-hangs-up-midway",
    code: 1003027,
    title: "The claims API hangs up in the middle of its answer",
    inferred: hungUp,
    ...claimsApi("reset-mid-body"),
  },
]
