import { eventType } from "@/lib/events/index"
import { responseJsonSchema } from "@/lib/events/response-json-schema"
import { type EventTypeId, eventTypeIds } from "@/lib/model/exchange"

const isEvent = (value: string): value is EventTypeId => eventTypeIds.some((id) => id === value)

/** The JSON Schema of an event's answer, for editors and validators; readable without a session. */
export async function GET(_request: Request, { params }: { params: Promise<{ event: string }> }) {
  const { event } = await params
  if (!isEvent(event)) {
    const error = `There is no such event. The events are ${eventTypeIds.join(", ")}.`
    return Response.json({ error }, { status: 404 })
  }
  const schema = JSON.stringify(responseJsonSchema(eventType(event)), null, 2)
  return new Response(schema, { headers: { "content-type": "application/schema+json; charset=utf-8" } })
}
