import { z } from "zod"
import { areHeaders } from "../http/headers"
import type { Answer, Reply } from "./call"
import { badRequest, GraphRefusal } from "./errors"

const stepSchema = z.object({
  id: z.string().min(1),
  method: z.string().min(1),
  url: z.string().min(1),
  headers: z.record(z.string(), z.string()).refine(areHeaders).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
})
const batchSchema = z.object({ requests: z.array(stepSchema).min(1) })

/** One request inside a batch. */
export type Step = z.infer<typeof stepSchema>

/** How the parts of a batch are answered: each as a request of its own, or by a refusal in its place. */
export type Sender = {
  send(step: Step): Promise<Reply>
  refuse(refusal: GraphRefusal): Reply
}

const maxSteps = 20
const shownHeaders = { "odata-version": "OData-Version", "retry-after": "Retry-After" } as const

/** Answers `POST /$batch`: https://learn.microsoft.com/graph/json-batching */
export async function answerBatch(text: string, { send, refuse }: Sender): Promise<Answer> {
  const steps = readSteps(text)
  const failed = new Set<string>()
  const responses: unknown[] = []
  for (const step of steps) {
    const isBlocked = step.dependsOn?.some((id) => failed.has(keyOf(id))) ?? false
    const reply = isBlocked ? refuse(failedDependency(step)) : await send(step)
    if (reply.status >= 400) failed.add(keyOf(step.id))
    responses.push(show(step, reply))
  }
  // Microsoft: the responses may come in another order than the requests. Here they always do.
  return { status: 200, body: { responses: responses.reverse() } }
}

/** Microsoft: the ids of a batch are told apart without regard to case. */
const keyOf = (id: string) => id.toLowerCase()

// INFERRED: code and text.
const failedDependency = ({ id }: Step) =>
  new GraphRefusal(424, "FailedDependency", `A request that request ${id} depends on has failed.`)

/** The parts of a batch; 400 for one that is malformed. The texts without a source are INFERRED. */
function readSteps(text: string): Step[] {
  const parsed = batchSchema.safeParse(parseJson(text))
  if (!parsed.success) throw badRequest("Invalid batch payload format.")
  const { requests } = parsed.data
  if (requests.length > maxSteps)
    throw badRequest(`Number of batch request steps exceeds max value of ${maxSteps}.`)
  const earlier = new Set<string>()
  for (const step of requests) {
    checkStep(step, earlier)
    earlier.add(keyOf(step.id))
  }
  return requests
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function checkStep({ id, headers = {}, body, dependsOn = [] }: Step, earlier: ReadonlySet<string>): void {
  // [FIELD] https://github.com/microsoftgraph/msgraph-sdk-java/issues/559
  if (earlier.has(keyOf(id))) throw badRequest(`Request Id ${id} has to be unique in a batch.`)
  // [FIELD] A request depends on earlier ones only: https://github.com/microsoftgraph/msgraph-sdk-dotnet-core/issues/891
  if (!dependsOn.every((other) => earlier.has(keyOf(other))))
    throw badRequest(`Invalid dependency for request Id ${id}.`)
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === "content-type")
  if (body !== undefined && !hasType)
    throw badRequest(`Write request id : ${id} does not contain Content-Type header or body.`)
}

/** A part's answer with the headers that the service shows there, in its casing. */
function show({ id }: Step, { status, headers, body }: Reply) {
  const shown = Object.entries(shownHeaders).flatMap(([name, shownName]) => {
    const value = headers[name]
    return value === undefined ? [] : [[shownName, value]]
  })
  return {
    id,
    status,
    headers: {
      "Cache-Control": "no-cache",
      ...Object.fromEntries(shown),
      "Content-Type": headers["content-type"],
    },
    body,
  }
}
