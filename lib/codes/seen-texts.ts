import type { SeenText } from "@/lib/model/error-code"
import { behaviourPage } from "./pages"

/** The texts that users report in place of a code. */
export const seenTexts: readonly SeenText[] = [
  {
    code: "issue-looking-up-your-account",
    title: "Issue looking up the account",
    shown: "There was an issue looking up your account",
    meaning:
      "The hosted sign-up was seen to show this when the extension for one-time codes failed before a mail was sent. The user cannot go on, and the account has nothing to do with it.",
    relation: "wrapper",
    events: ["emailOtpSend"],
    next: [
      "Read the sign-up log, at the beta endpoint; the sign-in log can be without any entry.",
      "Read errorCode under appliedEventListeners and look it up here.",
      "If there is no entry either, check the configuration of the extension from 1003011 to 1003022.",
      "To let users in meanwhile, switch on the fallback to Microsoft's mail in the listener.",
    ],
    docs: behaviourPage,
    basis: "observed",
  },
  {
    code: "something-went-wrong",
    title: "Something went wrong on sign-up",
    shown: "Something went wrong",
    meaning:
      "The hosted sign-up was seen to show this when an extension of attribute collection failed. Other failures can show the same words.",
    relation: "wrapper",
    events: ["attributeCollectionStart", "attributeCollectionSubmit"],
    next: [
      "Read the sign-up log, at the beta endpoint, and its errorCode and httpStatus under appliedEventListeners.",
      "Call the API with the same event and judge the answer: status, Content-Type, then body.",
      "Look the 1003xxx code up here.",
    ],
    docs: behaviourPage,
    basis: "observed",
  },
]

/** The texts that stand in what a user or an administrator pasted. */
export function seenTextsIn(plain: string): readonly SeenText[] {
  const words = plain
    .replace(/<[^<>]{0,500}>/g, " ")
    .replace(/\s+/g, " ")
    .toLowerCase()
  return seenTexts.filter(({ shown }) => words.includes(shown.toLowerCase()))
}
