import type { TimeView } from "@/components/callout-table"
import { SessionRenewal } from "@/components/session-renewal"
import { TestTokenGoOn } from "@/components/test-token-go-on"
import { TestTokenHeld } from "@/components/test-token-held"
import { TestTokenJudgement } from "@/components/test-token-judgement"
import { TestTokenOutcome } from "@/components/test-token-outcome"
import { TestTokenRun } from "@/components/test-token-run"
import { TestTokenSources } from "@/components/test-token-sources"
import { TestTokenTrouble } from "@/components/test-token-trouble"
import { isUnderWay, runWords } from "@/components/test-token-words"
import { TokenAdvice } from "@/components/token-advice"
import { Notice } from "@/components/ui/notice"
import { config } from "@/lib/config"
import type { Extension } from "@/lib/model/tenant"
import type { TokenExpectations } from "@/lib/model/token"
import type { SessionRef } from "@/lib/remote/custody"
import { type TestToken, tellNotRenewed, testTokenOf } from "@/lib/remote/test-token"
import { hasOwnToken, stopWaiting, waitsToGoOn } from "@/lib/remote/test-token/go-on"
import { judgeHeld } from "@/lib/remote/test-token/judgement"
import { apiSettingsFor, readTokenExpectations } from "@/lib/remote/token-expectations"
import { includesRole, roleMeanings } from "@/lib/roles"
import { type RoleHolder, sessionOf } from "@/lib/session"
import { apiOf } from "@/lib/tokens/expected-api"
import { readZone } from "@/lib/zone"
import { cancel, forget, paste, takeAsClient, takeAsConsole, takeByTemporarySecret } from "./actions"

const actions = {
  asConsole: takeAsConsole,
  asClient: takeAsClient,
  byTemporarySecret: takeByTemporarySecret,
  paste,
}

/** What a run waits for that could not begin before the session is renewed: the renewal, or its return from it. */
type Waiting = "renewal" | "go-on" | null

function waitingOf(session: SessionRef, extensionId: string, isBack: boolean): Waiting {
  if (!waitsToGoOn(session.oid, extensionId)) return null
  if (!isBack) return "renewal"
  if (hasOwnToken(session)) return "go-on"
  stopWaiting(session.oid)
  tellNotRenewed(session, extensionId)
  return null
}

function whyNoSecret({ role }: RoleHolder): string | null {
  if (config().readOnly) return "READ_ONLY is on: this console changes nothing in the tenant."
  if (includesRole(role, "Console.Operator")) return null
  return `It takes the role Console.Operator, which ${roleMeanings["Console.Operator"]}; you hold ${role}.`
}

function announcementOf({ held, run, trouble }: TestToken): string {
  if (run) return runWords(run)
  if (trouble) return trouble.title
  return held ? "The token is there; what it says stands below." : ""
}

/** Changes with every act that came to something. */
const stampOf = ({ held, run, trouble }: TestToken): string =>
  [held?.obtainedAt, held?.isCached, run?.runId, trouble?.title, trouble?.request?.at].join(" ")

type Judging = { session: SessionRef; extension: Extension; expected: TokenExpectations; times: TimeView }

async function Judged({ session, extension, expected, times }: Judging) {
  const judged = await judgeHeld(session, extension.id, expected)
  return judged && <TestTokenJudgement {...judged} times={times} />
}

/** What an API is to be told of the token's caller, or of this console's while there is no token. */
const adviceFor = (expected: TokenExpectations, { held }: TestToken) => ({
  ...apiSettingsFor(expected),
  consoleAppId: held?.request?.clientId ?? expected.consoleAppId,
  apiAppId: expected.api?.appId ?? "{api app id}",
})

type Props = {
  extension: Extension
  operator: RoleHolder
  /** Whether the page was come back to from the renewal of the session. */
  isBack: boolean
}

/** The test token of one extension: what is held, how it was asked for, how it is judged, and the ways to one. */
export async function Desk({ extension, operator, isBack }: Props) {
  const [session, zone] = await Promise.all([sessionOf(operator), readZone()])
  const expected = { ...(await readTokenExpectations()), api: apiOf(extension) }
  // Before the state is read, since it tells when the renewal came to nothing.
  const waiting = waitingOf(session, extension.id, isBack)
  const state = testTokenOf(session, extension.id)
  const { held, run, trouble } = state
  const times = { nowMs: Date.now(), zone }
  const isTester = includesRole(operator.role, "Console.Tester")
  return (
    <>
      <output className="sr-only">{announcementOf(state)}</output>
      <GoOn waiting={waiting} extension={extension} operator={operator} />
      <TestTokenOutcome stamp={stampOf(state)}>
        {trouble && <TestTokenTrouble trouble={trouble} zone={zone} />}
        {run && <TestTokenRun run={run} extensionId={extension.id} cancel={cancel} />}
        {held && <TestTokenHeld held={held} extensionId={extension.id} forget={forget} times={times} />}
        {held && <Judged session={session} extension={extension} expected={expected} times={times} />}
      </TestTokenOutcome>
      {!isTester && <TestTokenNotForYou role={operator.role} />}
      {isTester && !isUnderWay(run) && (
        <TestTokenSources
          extensionId={extension.id}
          apiAppId={expected.api?.appId ?? null}
          actions={actions}
          hasToken={held !== null}
          whyNoSecret={whyNoSecret(operator)}
          version={stampOf(state)}
        />
      )}
      <TokenAdvice ids={adviceFor(expected, state)} />
    </>
  )
}

type GoingOn = Omit<Props, "isBack"> & { waiting: Waiting }

function GoOn({ waiting, extension: { id }, operator }: GoingOn) {
  if (waiting === null) return null
  if (waiting === "go-on") return <TestTokenGoOn action={takeByTemporarySecret} extensionId={id} />
  const callbackUrl = `/tokens/test?extension=${encodeURIComponent(id)}&renewed=1`
  return <SessionRenewal callbackUrl={callbackUrl} principalName={operator.principalName} />
}

function TestTokenNotForYou({ role }: Pick<RoleHolder, "role">) {
  return (
    <Notice title="Your role sees this page and takes no tokens">
      <p>{`Getting a token takes the role Console.Tester, which ${roleMeanings["Console.Tester"]}; you hold ${role}.`}</p>
    </Notice>
  )
}
