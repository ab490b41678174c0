import { exactTime } from "@/lib/format"
import type { TokenRequest } from "@/lib/model/test-token"
import type { Entry } from "./ui/key-value"

const Mono = ({ text }: { text: string }) => <code className="break-all font-mono text-sm">{text}</code>

/** A token request as it was made, line by line; what proved the client is named by its kind alone. */
export function requestEntries(
  { endpoint, scope, clientId, grantType, proof, at, durationMs }: TokenRequest,
  zone: string,
): Entry[] {
  return [
    { label: "Endpoint", value: <Mono text={endpoint} /> },
    { label: "Grant type", value: <Mono text={grantType} /> },
    { label: "Client", value: <Mono text={clientId} /> },
    { label: "Proved by", value: proof === "secret" ? "a client secret" : "a certificate" },
    { label: "Scope", value: <Mono text={scope} /> },
    { label: "Asked", value: `${exactTime(at, zone)}, answered in ${durationMs} ms` },
  ]
}
