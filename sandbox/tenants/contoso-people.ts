import { personas } from "./console"
import { type Ago, member } from "./directory-objects"
import type { User } from "./types"

const personaIds: Readonly<Record<string, string>> = {
  reader: "8a7b6c5d-0001-4201-9182-736455463001",
  tester: "8a7b6c5d-0002-4201-9182-736455463002",
  operator: "8a7b6c5d-0003-4201-9182-736455463003",
  nobody: "8a7b6c5d-0004-4201-9182-736455463004",
}

const people: readonly [given: string, surname: string, id: string][] = [
  ["Casey", "Jensen", "8a7b6c5d-4e3f-4201-9182-736455463728"],
  ["Amari", "Rivera", "8a7b6c5d-4e3f-4201-9182-736455463729"],
  ["Jordan", "Miller", "8a7b6c5d-4e3f-4201-9182-73645546372a"],
  ["Mona", "Kane", "8a7b6c5d-4e3f-4201-9182-73645546372b"],
  ["Søren", "Ødegård", "8a7b6c5d-4e3f-4201-9182-73645546372c"],
  ["Yuki", "Tanaka", "8a7b6c5d-4e3f-4201-9182-73645546372d"],
  ["Lidia", "Holloway", "8a7b6c5d-4e3f-4201-9182-73645546372e"],
  ["Grady", "Archie", "8a7b6c5d-4e3f-4201-9182-73645546372f"],
]

const asciiAlias = (given: string) =>
  given
    .toLowerCase()
    .replaceAll("ø", "o")
    .normalize("NFD")
    .replace(/[^a-z]/g, "")

/** An employee, who stands in the directory on premises as well; the number follows from the place in the list. */
function employee(
  [givenName, surname, id]: (typeof people)[number],
  alias: string,
  createdDateTime: string,
  place: number,
): User {
  return member(id, givenName, surname, {
    mail: `${alias}@contoso.com`,
    userPrincipalName: `${alias}@contoso.com`,
    createdDateTime,
    companyName: "Contoso",
    employeeId: `${20_117 + place * 13}`,
    preferredLanguage: "en-us",
    onPremisesSamAccountName: alias,
    onPremisesSecurityIdentifier: `S-1-5-21-1111111111-2222222222-3333333333-${1104 + place}`,
    onPremisesUserPrincipalName: `${alias}@corp.contoso.com`,
  })
}

const guest = (createdDateTime: string): User =>
  member("8a7b6c5d-4e3f-4201-9182-736455463730", "John", "Wright", {
    mail: "john@fabrikam.com",
    userPrincipalName: "john_fabrikam.com#EXT#@contoso.onmicrosoft.com",
    createdDateTime,
    userType: "Guest",
    companyName: "Fabrikam",
    preferredDataLocation: "EUR",
  })

/** Contoso's users: the console's personas first, then the employees and a guest. */
export function contosoPeople(ago: Ago): User[] {
  return [
    ...personas.map(({ alias, givenName, surname }, index) =>
      employee([givenName, surname, personaIds[alias] ?? ""], alias, ago(300), index),
    ),
    ...people.map((person, index) =>
      employee(person, asciiAlias(person[0]), ago(700 - index * 31), personas.length + index),
    ),
    guest(ago(500)),
  ]
}
