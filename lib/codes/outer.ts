import type { OuterCode } from "@/lib/model/error-code"
import { callerAppId } from "./ids"
import { b2cCodesPage, behaviourPage, consentPage, nativePage, signInCodesPage } from "./pages"
import { tokenCodes } from "./token-codes"

const readInside = [
  "Find the sign-in by its correlation id; for sign-ups look into the sign-up log as well.",
  "Read errorCode, httpStatus and numberOfAttempts under appliedEventListeners, or on the Authentication Events tab.",
  "Look that 1003xxx code up here.",
]

/** The codes that apps and logs show around an extension's own, and neighbours that are mistaken for one. */
export const outerCodes: readonly OuterCode[] = [
  {
    code: "AADSTS1100001",
    title: "An extension failed",
    meaning:
      "The sign-in failed because an extension failed. The app and the status of the log entry show only this number; the reason is a 1003xxx code inside the entry.",
    relation: "wrapper",
    next: readInside,
    docs: behaviourPage,
    basis: "observed",
  },
  {
    code: "AADSTS1100000",
    title: "An extension failed (rarer form)",
    meaning:
      "Seen in place of AADSTS1100001 when an extension fails. What sets the two apart is not published; the reason is again the 1003xxx code inside the log entry.",
    relation: "wrapper",
    next: readInside,
    docs: behaviourPage,
    basis: "observed",
  },
  {
    code: "AADSTS50146",
    title: "App needs its own signing key",
    meaning:
      "Claims of a provider are mapped into the app's token, and the app has neither a signing key of its own nor leave to accept mapped claims with the tenant's key. The token is refused even when the extension works.",
    relation: "around",
    next: [
      "For an app of one tenant, set api.acceptMappedClaims to true on its app registration.",
      "For an app of several tenants, give its service principal a signing certificate of its own.",
      "Check that the app's tokens are version 2.",
    ],
    docs: signInCodesPage,
    basis: "documented",
  },
  {
    code: "AADSTS501051",
    title: "Caller is not assigned",
    meaning:
      "The API's service principal requires an assignment, and the app that asks for a token has none. When that app is Entra's caller of extensions, a failing callout is the likely result; nobody has reported this code for it.",
    relation: "around",
    next: [
      "Read appRoleAssignmentRequired of the API's service principal.",
      "Switch the requirement off, or assign a role of the API to the app that asks.",
    ],
    docs: signInCodesPage,
    basis: "inferred",
  },
  {
    code: "AADSTS500011",
    title: "Resource not found in tenant",
    meaning:
      "A token was asked for a resource that has no service principal in this tenant, or whose URI is written differently.",
    relation: "around",
    next: [
      "Compare the scope of the request with the Application ID URI of the API app.",
      "Check that the API app has a service principal in this tenant; for the extension itself this is 1003016.",
    ],
    docs: signInCodesPage,
    basis: "documented",
  },
  {
    code: "AADSTS7000215",
    title: "Client secret is wrong",
    meaning: "The client that asked for a token sent a secret that does not belong to it.",
    relation: "around",
    next: [
      "Paste the secret's value, not its id; the value is shown only when the secret is created.",
      "Create a new secret if the value is lost.",
    ],
    docs: signInCodesPage,
    basis: "documented",
  },
  {
    code: "AADSTS7000222",
    title: "Client secret has expired",
    meaning: "The client that asked for a token sent a secret whose time has run out.",
    relation: "around",
    next: ["Create a new secret or use a certificate.", "Put it into every place that used the old one."],
    docs: signInCodesPage,
    basis: "documented",
  },
  {
    code: "AADSTS700016",
    title: "Client not found in tenant",
    meaning: "The client id is not known in the tenant that was asked: the wrong id, or the wrong tenant.",
    relation: "around",
    next: [
      "Compare the client id with the app registration.",
      "Compare the tenant in the address with the tenant of the app registration.",
    ],
    docs: signInCodesPage,
    basis: "documented",
  },
  {
    code: "AADSTS65001",
    title: "Consent is missing",
    meaning:
      "Neither the user nor an administrator consented to a delegated permission that the app asks for.",
    relation: "around",
    next: [
      "Grant the permission, as user or as administrator.",
      "For the extension's own permission look at 1003021; that one is an application permission.",
    ],
    docs: signInCodesPage,
    basis: "documented",
  },
  {
    code: "AADSTS1003031",
    title: "Consent page rejects the app",
    meaning:
      "Not an extension error, although the number looks like one. The admin consent page shows it for an app registration whose list of permissions is empty or wrong.",
    relation: "unrelated",
    next: ["Correct the API permissions of the app registration, then open the consent page again."],
    docs: consentPage,
    basis: "observed",
  },
  {
    code: "AADSTS1003037",
    title: "User exists already",
    meaning:
      "Not an extension error, although the number looks like one. Native authentication answers with it when somebody signs up with an address that has an account.",
    relation: "unrelated",
    next: ["Let the app offer the sign-in instead of the sign-up."],
    docs: nativePage,
    basis: "documented",
  },
  {
    code: "AADB2C90063",
    title: "Extension cannot be created",
    meaning:
      "An internal error of the service by Microsoft's list. On creating an extension it was seen when Entra's caller of extensions has no service principal in the tenant.",
    relation: "around",
    next: [
      `Create the service principal of ${callerAppId}; see 1003017.`,
      "Wait some seconds until it is known everywhere, then create the extension again.",
    ],
    docs: b2cCodesPage,
    basis: "observed",
  },
  ...tokenCodes,
]

const byCode: ReadonlyMap<string, OuterCode> = new Map(outerCodes.map((record) => [record.code, record]))

/** The record of a code such as `AADSTS50146`; the whole row AADSTS11000xx is taken for wrappers. Null when unknown. */
export function findOuter(code: string): OuterCode | null {
  return byCode.get(code) ?? (/^AADSTS11000\d\d$/.test(code) ? unknownWrapper(code) : null)
}

function unknownWrapper(code: string): OuterCode {
  return {
    code,
    title: "A wrapper without description",
    meaning:
      "Microsoft publishes no description of this number. Its neighbours 1100000 and 1100001 wrap the code of an extension that failed, so this one probably does too.",
    relation: "wrapper",
    next: readInside,
    docs: behaviourPage,
    basis: "inferred",
  }
}
