import { type Whereabouts, whereaboutsOf } from "../whereabouts"
import type { Random } from "./random"

/** Where people are, by number: mostly at home, now and then on a journey or at another device. */
export class Places {
  readonly #places: Whereabouts[] = []
  readonly #byPlace = new Map<string, number>()
  /** By person, journey and device. */
  readonly #byPerson = new Map<number, number>()

  /** The number of a place where a person is now; people at the same address with the same device share it. */
  numberOf(who: number, userId: string, random: Random): number {
    const journey = random.happens(0.05) ? 1 + Math.floor(random.next() * 3) : 0
    const device = random.happens(0.2) ? 1 : 0
    const key = who * 8 + journey * 2 + device
    const number = this.#byPerson.get(key) ?? this.#add(whereaboutsOf(userId, journey, device))
    this.#byPerson.set(key, number)
    return number
  }

  #add(place: Whereabouts): number {
    const key = `${place.ip} ${place.device.browser}`
    const number = this.#byPlace.get(key) ?? this.#places.push(place) - 1
    this.#byPlace.set(key, number)
    return number
  }

  at(number: number): Whereabouts {
    const place = this.#places[number]
    if (!place) throw new RangeError(`There is no place ${number}.`)
    return place
  }
}
