import type { Answer, Call, Route } from "./call"
import { answerUser } from "./directory"
import { badRequest } from "./errors"
import { readSelf } from "./permissions"

/** The user for whom an app calls: https://learn.microsoft.com/graph/api/user-get */
export const meRoutes: readonly Route[] = [{ method: "GET", path: "me", permission: readSelf, answer }]

function answer(call: Call): Answer {
  if (!call.user) throw badRequest("/me request is only valid with delegated authentication flow.")
  return answerUser(call, call.user)
}
