import { correct, type Vector, vector } from "./correct"

const rule = "H1"
const empty = { rule, headers: {} } as const

const redirected: readonly Vector[] = [
  vector("redirect-to-https", "tokenIssuanceStart", "", "1003002", "rule H1: host or scheme redirect", {
    ...empty,
    httpStatus: 301,
    headers: { Location: "https://api.contoso.com/claims" },
    confidence: "medium",
  }),
  vector("redirect-307-keeps-post", "attributeCollectionSubmit", "", "1003002", "rule H1", {
    ...empty,
    httpStatus: 307,
    headers: { Location: "/v2/submit" },
    confidence: "medium",
  }),
  vector("redirect-308-trailing-slash", "emailOtpSend", "", "1003002", "rule H1", {
    ...empty,
    httpStatus: 308,
    headers: { Location: "/api/otp/" },
    confidence: "medium",
  }),
  vector("redirect-303-with-perfect-body", "passwordSubmit", correct.passwordSubmit, "1003002", "rule H1", {
    rule,
    httpStatus: 303,
    confidence: "medium",
  }),
  vector("not-modified-from-cache", "verifiedIdClaimValidation", null, "1003002", "rule H1", {
    ...empty,
    httpStatus: 304,
    confidence: "medium",
  }),
]

const otherSuccess: readonly Vector[] = [
  vector(
    "created-with-perfect-body",
    "tokenIssuanceStart",
    correct.tokenIssuanceStart,
    "1003002",
    "rule H1",
    {
      rule,
      httpStatus: 201,
      confidence: "medium",
      alternates: ["ok"],
    },
  ),
  vector(
    "accepted-with-perfect-body",
    "emailOtpSend",
    correct.emailOtpSend,
    "1003002",
    "rule H1: mail queued",
    {
      rule,
      httpStatus: 202,
      confidence: "medium",
      alternates: ["ok"],
    },
  ),
  vector(
    "non-authoritative-through-proxy",
    "attributeCollectionStart",
    correct.attributeCollectionStart,
    "1003002",
    "rule H1",
    {
      rule,
      httpStatus: 203,
      confidence: "medium",
      alternates: ["ok"],
    },
  ),
  vector(
    "partial-content",
    "attributeCollectionSubmit",
    correct.attributeCollectionSubmit,
    "1003002",
    "rule H1",
    {
      rule,
      httpStatus: 206,
      confidence: "medium",
      alternates: ["ok"],
    },
  ),
  vector(
    "no-content-for-continue",
    "attributeCollectionStart",
    null,
    "1003002",
    "rule H1: 204 for 'nothing to change'",
    {
      ...empty,
      httpStatus: 204,
      confidence: "medium",
    },
  ),
  vector("reset-content", "verifiedIdClaimValidation", "", "1003002", "rule H1", {
    ...empty,
    httpStatus: 205,
  }),
]

const refused: readonly Vector[] = [
  vector(
    "bad-request-for-user-error",
    "attributeCollectionSubmit",
    '{"message":"City is unknown"}',
    "1003002",
    "Q&A 2117742",
    {
      rule,
      httpStatus: 400,
      confidence: "high",
    },
  ),
  vector(
    "validation-error-with-400",
    "attributeCollectionSubmit",
    '{"data":{"@odata.type":"microsoft.graph.onAttributeCollectionSubmitResponseData","actions":[{"@odata.type":"microsoft.graph.attributeCollectionSubmit.showValidationError","message":"Fix it","attributeErrors":{"city":"Unknown"}}]}}',
    "1003002",
    "contracts section 5: the status of a validation error stays 200",
    { rule, httpStatus: 400, confidence: "high" },
  ),
  vector(
    "block-page-with-403",
    "attributeCollectionStart",
    '{"data":{"@odata.type":"microsoft.graph.onAttributeCollectionStartResponseData","actions":[{"@odata.type":"microsoft.graph.attributeCollectionStart.showBlockPage","message":"Not you"}]}}',
    "1003002",
    "contracts section 5: the status of a block stays 200",
    { rule, httpStatus: 403, confidence: "high", alternates: ["1003005"] },
  ),
  vector("unauthorized-empty", "tokenIssuanceStart", "", "1003002", "rule H1a", {
    ...empty,
    httpStatus: 401,
    confidence: "high",
    alternates: ["1003005"],
  }),
  vector(
    "unauthorized-perfect-body",
    "tokenIssuanceStart",
    correct.tokenIssuanceStart,
    "1003002",
    "rule H1: body is ignored",
    {
      rule,
      httpStatus: 401,
      confidence: "high",
      alternates: ["1003005"],
    },
  ),
  vector(
    "unauthorized-wrong-issuer",
    "passwordSubmit",
    "",
    "1003002",
    "contracts section 9: keys of the wrong issuer",
    {
      ...empty,
      httpStatus: 401,
      headers: {
        "WWW-Authenticate":
          'Bearer error="invalid_token", error_description="The signature key was not found"',
      },
      alternates: ["1003005"],
    },
  ),
  vector("forbidden-empty", "verifiedIdClaimValidation", "", "1003002", "rule H1a", {
    ...empty,
    httpStatus: 403,
    confidence: "high",
    alternates: ["1003005"],
  }),
  vector(
    "otp-blocked-on-purpose",
    "emailOtpSend",
    '{"error":"address is on the block list"}',
    "1003002",
    "contracts section 6: blocking is a status other than 200",
    {
      rule,
      httpStatus: 403,
      alternates: ["1003005"],
    },
  ),
  vector("payment-required", "tokenIssuanceStart", '{"message":"quota used up"}', "1003002", "rule H1", {
    rule,
    httpStatus: 402,
  }),
  vector(
    "not-found-path",
    "attributeCollectionStart",
    "Not Found",
    "1003002",
    "error-codes 1003002: wrong path",
    {
      rule,
      headers: { "content-type": "text/plain" },
      httpStatus: 404,
      confidence: "high",
    },
  ),
  vector("get-only-route", "emailOtpSend", "", "1003002", "error-codes 1003002: route takes GET only", {
    ...empty,
    httpStatus: 405,
    headers: { Allow: "GET, HEAD" },
    confidence: "high",
  }),
  vector(
    "request-timeout-by-server",
    "tokenIssuanceStart",
    "",
    "1003002",
    "rule H1: 408 is an answer, not a time-out",
    {
      ...empty,
      httpStatus: 408,
    },
  ),
  vector("user-conflict", "attributeCollectionSubmit", '{"error":"exists"}', "1003002", "rule H1", {
    rule,
    httpStatus: 409,
  }),
  vector("route-retired", "verifiedIdClaimValidation", "", "1003002", "rule H1", {
    ...empty,
    httpStatus: 410,
  }),
  vector("length-required", "passwordSubmit", "", "1003002", "rule H1", { ...empty, httpStatus: 411 }),
  vector("payload-too-large", "tokenIssuanceStart", "", "1003002", "rule H1", { ...empty, httpStatus: 413 }),
  vector("media-type-unsupported", "emailOtpSend", "", "1003002", "rule H1", { ...empty, httpStatus: 415 }),
  vector(
    "too-many-requests-json",
    "passwordSubmit",
    '{"message":"slow down"}',
    "1003002",
    "rule H1; not Entra's own quota",
    {
      rule,
      httpStatus: 429,
      headers: { "content-type": "application/json", "Retry-After": "30" },
    },
  ),
  vector("legal-block-by-proxy", "attributeCollectionStart", "", "1003002", "rule H1", {
    ...empty,
    httpStatus: 451,
  }),
]

const broken: readonly Vector[] = [
  vector("handler-threw", "tokenIssuanceStart", "", "1003002", "error-codes 1003002: the handler threw", {
    ...empty,
    httpStatus: 500,
    confidence: "high",
  }),
  vector(
    "handler-threw-perfect-body",
    "passwordSubmit",
    correct.passwordSubmit,
    "1003002",
    "rule H1: body is ignored",
    {
      rule,
      httpStatus: 500,
      confidence: "high",
    },
  ),
  vector("not-implemented", "verifiedIdClaimValidation", "", "1003002", "rule H1", {
    ...empty,
    httpStatus: 501,
  }),
  vector("bad-gateway", "emailOtpSend", "", "1003002", "rule H1", {
    ...empty,
    httpStatus: 502,
    confidence: "high",
  }),
  vector("unavailable-with-retry-after", "attributeCollectionSubmit", "", "1003002", "rule H1", {
    ...empty,
    httpStatus: 503,
    headers: { "Retry-After": "5" },
    confidence: "high",
  }),
  vector(
    "gateway-timeout-is-a-status",
    "tokenIssuanceStart",
    "",
    "1003002",
    "rule H1: 504 in time is an answer",
    {
      ...empty,
      httpStatus: 504,
      confidence: "high",
    },
  ),
]

const before: readonly Vector[] = [
  vector(
    "status-before-content-type",
    "tokenIssuanceStart",
    "<html></html>",
    "1003002",
    "H1 comes before H2",
    {
      rule,
      httpStatus: 500,
      headers: { "content-type": "text/html" },
    },
  ),
  vector("status-before-empty-body", "tokenIssuanceStart", "", "1003002", "H1 comes before B1", {
    rule,
    httpStatus: 404,
  }),
  vector(
    "status-before-claims-null",
    "tokenIssuanceStart",
    '{"data":{"actions":null}}',
    "1003002",
    "H1 comes before A1",
    {
      rule,
      httpStatus: 422,
    },
  ),
]

/** Statuses other than 200; whatever the body holds does not count. */
export const status: readonly Vector[] = [...redirected, ...otherSuccess, ...refused, ...broken, ...before]
