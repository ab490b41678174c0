import { correct, type Vector, vector, withClaims } from "./correct"

const gone = { httpStatus: null, headers: {} } as const
const late = { rule: "T2", confidence: "high", warnings: [] } as const
const unreached = { rule: "T1", confidence: "high", warnings: [] } as const

const noConnection: readonly Vector[] = [
  vector("dns-name-gone", "tokenIssuanceStart", null, "1003027", "rule T1", {
    ...gone,
    ...unreached,
    transport: "dns",
    latencyMs: 40,
  }),
  vector("dns-slow-resolver-before-timeout", "emailOtpSend", null, "1003027", "rule T1 comes before T2", {
    ...gone,
    ...unreached,
    transport: "dns",
    latencyMs: 5000,
  }),
  vector("dns-gone-in-both-attempts", "passwordSubmit", null, "1003027", "rule T1", {
    ...gone,
    ...unreached,
    transport: "dns",
    attemptsMs: [35, 30],
  }),
  vector("port-closed", "attributeCollectionStart", null, "1003027", "rule T1", {
    ...gone,
    ...unreached,
    transport: "refused",
    latencyMs: 12,
  }),
  vector("port-closed-no-retry-allowed", "attributeCollectionSubmit", null, "1003027", "rule T1", {
    ...gone,
    ...unreached,
    transport: "refused",
    latencyMs: 15,
    clientConfiguration: { timeoutInMilliseconds: 1000, maximumRetries: 0 },
  }),
  vector(
    "connect-attempt-outlives-limit",
    "verifiedIdClaimValidation",
    null,
    "1003027",
    "rule T1 comes before T2",
    {
      ...gone,
      ...unreached,
      transport: "refused",
      latencyMs: 2100,
    },
  ),
  vector("tls-certificate-expired", "tokenIssuanceStart", null, "1003027", "rule T1", {
    ...gone,
    rule: "T1",
    confidence: "medium",
    alternates: ["1003001"],
    warnings: [],
    transport: "tls",
    latencyMs: 90,
  }),
  vector("tls-name-mismatch-otp", "emailOtpSend", null, "1003027", "rule T1", {
    ...gone,
    rule: "T1",
    confidence: "medium",
    alternates: ["1003001"],
    warnings: [],
    transport: "tls",
    attemptsMs: [110, 95],
  }),
  vector(
    "tls-after-slow-handshakes",
    "verifiedIdClaimValidation",
    null,
    "1003027",
    "rule T1 comes before T2",
    {
      ...gone,
      rule: "T1",
      confidence: "medium",
      alternates: ["1003001"],
      warnings: [],
      transport: "tls",
      attemptsMs: [2600, 2700],
    },
  ),
  vector("reset-before-status-line", "attributeCollectionSubmit", null, "1003027", "rule T1", {
    ...gone,
    rule: "T1",
    confidence: "low",
    alternates: ["1003001"],
    warnings: [],
    transport: "reset",
    latencyMs: 60,
  }),
  vector(
    "reset-in-half-a-body",
    "tokenIssuanceStart",
    '{"data":{"@odata.type":"microsoft.gra',
    "1003027",
    "rule T1",
    {
      rule: "T1",
      confidence: "low",
      alternates: ["1003001"],
      warnings: [],
      transport: "reset",
      latencyMs: 400,
    },
  ),
  vector("reset-while-worker-recycles", "passwordSubmit", null, "1003027", "rule T1; error-codes: restart", {
    ...gone,
    rule: "T1",
    confidence: "low",
    alternates: ["1003001"],
    warnings: [],
    transport: "reset",
    attemptsMs: [1200, 8],
  }),
]

const timedOut: readonly Vector[] = [
  vector("no-answer-otp", "emailOtpSend", null, "1003005", "rule T2", {
    ...gone,
    ...late,
    transport: "timeout",
    latencyMs: 2000,
  }),
  vector("no-answer-password", "passwordSubmit", null, "1003005", "rule T2", {
    ...gone,
    ...late,
    transport: "timeout",
    attemptsMs: [2000, 2000],
  }),
  vector(
    "no-answer-short-limit",
    "attributeCollectionStart",
    null,
    "1003005",
    "rule T2; contracts section 10",
    {
      ...gone,
      ...late,
      transport: "timeout",
      latencyMs: 200,
      clientConfiguration: { timeoutInMilliseconds: 200, maximumRetries: 0 },
    },
  ),
  vector(
    "headers-came-body-stalled",
    "tokenIssuanceStart",
    '{"data":',
    "1003005",
    "rule T2: no complete answer",
    {
      ...late,
      transport: "timeout",
      latencyMs: 2000,
    },
  ),
  vector("nothing-came-and-limit-passed", "attributeCollectionSubmit", null, "1003005", "rule T2", {
    ...gone,
    ...late,
    latencyMs: 4000,
  }),
  vector(
    "good-answer-a-millisecond-late",
    "tokenIssuanceStart",
    correct.tokenIssuanceStart,
    "1003005",
    "rule T2",
    {
      ...late,
      latencyMs: 2001,
    },
  ),
  vector(
    "good-answer-late-twice",
    "verifiedIdClaimValidation",
    correct.verifiedIdClaimValidation,
    "1003005",
    "rule T2",
    {
      ...late,
      attemptsMs: [2300, 2400],
    },
  ),
  vector(
    "attempts-win-over-latency",
    "tokenIssuanceStart",
    correct.tokenIssuanceStart,
    "1003005",
    "exchange file",
    {
      ...late,
      latencyMs: 150,
      attemptsMs: [2300, 2050],
    },
  ),
  vector("late-with-no-retry-left", "tokenIssuanceStart", correct.tokenIssuanceStart, "1003005", "rule T2", {
    ...late,
    attemptsMs: [2300],
    clientConfiguration: { maximumRetries: 0 },
  }),
  vector("late-latency-only-with-no-retry", "emailOtpSend", correct.emailOtpSend, "1003005", "rule T2", {
    ...late,
    latencyMs: 2500,
    clientConfiguration: { maximumRetries: 0 },
  }),
  vector(
    "late-for-own-limit-of-500",
    "attributeCollectionStart",
    correct.attributeCollectionStart,
    "1003005",
    "rule T2",
    {
      ...late,
      latencyMs: 600,
      clientConfiguration: { timeoutInMilliseconds: 500, maximumRetries: 1 },
    },
  ),
  vector(
    "late-for-documented-default-of-1000",
    "passwordSubmit",
    correct.passwordSubmit,
    "1003005",
    "contracts section 10",
    {
      ...late,
      attemptsMs: [1400, 1300],
      clientConfiguration: { timeoutInMilliseconds: 1000 },
    },
  ),
  vector(
    "late-with-null-configuration",
    "tokenIssuanceStart",
    correct.tokenIssuanceStart,
    "1003005",
    "rule T: default 2000",
    {
      ...late,
      latencyMs: 2200,
      clientConfiguration: { timeoutInMilliseconds: null, maximumRetries: null },
    },
  ),
  vector(
    "late-with-empty-configuration",
    "tokenIssuanceStart",
    correct.tokenIssuanceStart,
    "1003005",
    "rule T: default 2000",
    {
      ...late,
      latencyMs: 2200,
      clientConfiguration: {},
    },
  ),
  vector("late-500-is-a-time-out", "tokenIssuanceStart", "", "1003005", "rule T2 comes before H1", {
    ...late,
    httpStatus: 500,
    latencyMs: 2600,
  }),
  vector(
    "late-401-from-slow-key-download",
    "tokenIssuanceStart",
    "",
    "1003005",
    "error-codes 1003005: keys on the hot path",
    {
      ...late,
      httpStatus: 401,
      attemptsMs: [3900, 2050],
    },
  ),
  vector(
    "late-html-page",
    "attributeCollectionSubmit",
    "<html></html>",
    "1003005",
    "rule T2 comes before H2",
    {
      ...late,
      headers: { "content-type": "text/html" },
      latencyMs: 9000,
    },
  ),
  vector("late-null-claims", "tokenIssuanceStart", withClaims(null), "1003005", "rule T2 comes before C1", {
    ...late,
    latencyMs: 2100,
  }),
  vector(
    "cold-start-both-attempts",
    "emailOtpSend",
    correct.emailOtpSend,
    "1003005",
    "Q&A 5617636: attempt and retry late",
    {
      ...late,
      attemptsMs: [6400, 2010],
    },
  ),
]

const inTime: readonly Vector[] = [
  vector(
    "exactly-at-the-limit",
    "tokenIssuanceStart",
    correct.tokenIssuanceStart,
    "ok",
    "exchange file: <= the limit",
    {
      latencyMs: 2000,
      warnings: ["LATENCY_HEADROOM"],
    },
  ),
  vector(
    "exactly-at-three-quarters",
    "tokenIssuanceStart",
    correct.tokenIssuanceStart,
    "ok",
    "rule T warnings",
    {
      latencyMs: 1500,
      warnings: [],
    },
  ),
  vector("just-above-three-quarters", "emailOtpSend", correct.emailOtpSend, "ok", "rule T warnings", {
    latencyMs: 1501,
    warnings: ["LATENCY_HEADROOM"],
  }),
  vector("instant-answer", "attributeCollectionStart", correct.attributeCollectionStart, "ok", "rule T2", {
    latencyMs: 0,
    warnings: [],
  }),
  vector(
    "own-limit-200-in-time",
    "verifiedIdClaimValidation",
    correct.verifiedIdClaimValidation,
    "ok",
    "rule T2",
    {
      latencyMs: 120,
      clientConfiguration: { timeoutInMilliseconds: 200 },
      warnings: [],
    },
  ),
  vector(
    "own-limit-200-little-headroom",
    "attributeCollectionSubmit",
    correct.attributeCollectionSubmit,
    "ok",
    "rule T2",
    {
      latencyMs: 190,
      clientConfiguration: { timeoutInMilliseconds: 200 },
      warnings: ["LATENCY_HEADROOM"],
    },
  ),
  vector(
    "attempt-in-time-wins-over-latency",
    "tokenIssuanceStart",
    correct.tokenIssuanceStart,
    "ok",
    "exchange file",
    {
      latencyMs: 8000,
      attemptsMs: [140],
      warnings: [],
    },
  ),
  vector("retry-rescues-otp", "emailOtpSend", correct.emailOtpSend, "ok", "rule T2; Q&A 5617636", {
    attemptsMs: [2900, 210],
    warnings: ["RETRIED"],
  }),
  vector("retry-rescues-password", "passwordSubmit", correct.passwordSubmit, "ok", "rule T2", {
    attemptsMs: [2001, 2],
    warnings: ["RETRIED"],
  }),
  vector(
    "retry-rescues-narrowly",
    "attributeCollectionSubmit",
    correct.attributeCollectionSubmit,
    "ok",
    "rule T2",
    {
      attemptsMs: [2300, 1980],
      warnings: ["RETRIED", "LATENCY_HEADROOM"],
    },
  ),
  vector(
    "retry-rescues-at-the-limit",
    "verifiedIdClaimValidation",
    correct.verifiedIdClaimValidation,
    "ok",
    "exchange file",
    {
      attemptsMs: [1001, 1000],
      clientConfiguration: { timeoutInMilliseconds: 1000, maximumRetries: 1 },
      warnings: ["RETRIED", "LATENCY_HEADROOM"],
    },
  ),
  vector(
    "retry-after-quick-failure",
    "tokenIssuanceStart",
    correct.tokenIssuanceStart,
    "ok",
    "rule T2: the last attempt counts",
    {
      attemptsMs: [300, 200],
      warnings: ["RETRIED"],
    },
  ),
]

const inTimeButWrong: readonly Vector[] = [
  vector(
    "slow-401",
    "tokenIssuanceStart",
    "",
    "1003002",
    "rules T and H1: warnings stand beside an answered fault",
    {
      httpStatus: 401,
      headers: {},
      rule: "H1",
      latencyMs: 1900,
      warnings: ["LATENCY_HEADROOM"],
    },
  ),
  vector("retry-answers-503", "emailOtpSend", "", "1003002", "rule T2: the last attempt counts", {
    httpStatus: 503,
    headers: {},
    rule: "H1",
    attemptsMs: [2500, 90],
    warnings: ["RETRIED"],
  }),
  vector("retry-answers-null-claims", "tokenIssuanceStart", withClaims(null), "1003007", "rules T2 and C1", {
    rule: "C1",
    attemptsMs: [2500, 1700],
    warnings: ["RETRIED", "LATENCY_HEADROOM"],
  }),
]

/** What happens on the way: no connection, no answer in time, and answers that just made it. */
export const transport: readonly Vector[] = [...noConnection, ...timedOut, ...inTime, ...inTimeButWrong]
