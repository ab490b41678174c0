import type { LookupFunction } from "node:net"
import type { Origin } from "../http/origin"
import { type Ask, askAt, askZone, lookupThrough } from "./lookup"
import { startNameServer } from "./server"
import { Zone } from "./zone"

/** The name service of the world: a zone, how the engine asks it, and the server in front of it once it runs. */
export class Names {
  readonly zone = new Zone()
  readonly #inside: Ask = askZone(this.zone)
  #ask: Ask = this.#inside

  /** How the engine finds a host: over UDP as soon as a server runs, else straight from the zone. */
  readonly lookup: LookupFunction = lookupThrough((host, type) => this.#ask(host, type))

  /** Starts the name server; rejects with a StartError when its port is taken. */
  async serve(port: number): Promise<Origin> {
    const { name, close } = await startNameServer(this.zone, port)
    this.#ask = askAt(port)
    return {
      name,
      close: () => {
        this.#ask = this.#inside
        return close()
      },
    }
  }
}
