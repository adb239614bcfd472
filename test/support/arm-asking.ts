import { createEmulator, type Emulator, type EmulatorOptions } from "../../src/emulator/emulator.ts";
import { createManualClock, type ManualClock } from "../../src/time/manual-clock.ts";

/** An emulator to ask, with the shortest words for the questions tests ask. */

export interface Answer {
  status: number;
  /** The parsed body; tests look into it by path. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads replies of every shape.
  body: any;
  headers: Headers;
}

export interface Arm {
  emulator: Emulator;
  clock: ManualClock;
  ask(method: string, path: string, body?: unknown, more?: AskOptions): Promise<Answer>;
  get(path: string, more?: AskOptions): Promise<Answer>;
  put(path: string, body: unknown, more?: AskOptions): Promise<Answer>;
  patch(path: string, body: unknown, more?: AskOptions): Promise<Answer>;
  delete(path: string, more?: AskOptions): Promise<Answer>;
  post(path: string, body: unknown, more?: AskOptions): Promise<Answer>;
}

export interface AskOptions {
  /** "" leaves it out. */
  apiVersion?: string;
  headers?: Record<string, string>;
}

export const SUBSCRIPTION = "00000000-0000-0000-0000-00000000000a";
export const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`;
export const PROFILES = `${GROUP}/providers/Microsoft.Network/trafficmanagerprofiles`;
export const PROFILE = `${PROFILES}/p`;
export const external = (name: string, profile = PROFILE) => `${profile}/ExternalEndpoints/${name}`;
export const nested = (name: string, profile = PROFILE) => `${profile}/NestedEndpoints/${name}`;
export const azure = (name: string, profile = PROFILE) => `${profile}/AzureEndpoints/${name}`;

export function anArm(options: EmulatorOptions = {}): Arm {
  const clock = createManualClock();
  const emulator = createEmulator({ clock, probe: async () => ({ passed: true }), ...options });
  const ask: Arm["ask"] = async (method, path, body, { apiVersion = "2022-04-01", headers = {} } = {}) => {
    const query = apiVersion === "" ? "" : `${path.includes("?") ? "&" : "?"}api-version=${apiVersion}`;
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await emulator.fetch(new Request(`https://management.azure.com${path}${query}`, init));
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text), headers: response.headers };
  };
  return {
    emulator,
    clock,
    ask,
    get: (path, more) => ask("GET", path, undefined, more),
    put: (path, body, more) => ask("PUT", path, body, more),
    patch: (path, body, more) => ask("PATCH", path, body, more),
    delete: (path, more) => ask("DELETE", path, undefined, more),
    post: (path, body, more) => ask("POST", path, body, more),
  };
}

/** The body of a profile that Azure takes; each test says what is different. */
export function aProfileBody(properties: Record<string, unknown> = {}, tags?: Record<string, string>) {
  return {
    location: "global",
    ...(tags && { tags }),
    properties: {
      trafficRoutingMethod: "Weighted",
      dnsConfig: { relativeName: "p", ttl: 30 },
      monitorConfig: { protocol: "HTTP", port: 80, path: "/" },
      ...properties,
    },
  };
}

export function anEndpointBody(properties: Record<string, unknown> = {}) {
  return { properties: { target: "a.example.com", ...properties } };
}

/** An endpoint inside a profile's body. */
export function aListedEndpoint(name: string, properties: Record<string, unknown> = {}, type = "externalEndpoints") {
  return {
    name,
    type: `Microsoft.Network/trafficManagerProfiles/${type}`,
    properties: { ...(type === "externalEndpoints" && { target: `${name}.example.com` }), ...properties },
  };
}

/** An arm that has the profile already. */
export async function anArmWithProfile(properties: Record<string, unknown> = {}, options: EmulatorOptions = {}) {
  const arm = anArm(options);
  const { status, body } = await arm.put(PROFILE, aProfileBody(properties));
  if (status !== 201) throw new Error(`the profile was refused: ${JSON.stringify(body)}`);
  return arm;
}

/** What Azure takes and refuses, asked as a client asks: the status and the message of a PUT. */
export async function putProfile(properties: Record<string, unknown>, options?: EmulatorOptions) {
  const { status, body } = await anArm(options).put(PROFILE, aProfileBody(properties));
  return { status, message: status < 400 ? "" : body.error.message };
}

/** The same for an endpoint `a` that is put into a profile of its own. */
export async function putEndpoint(properties: Record<string, unknown>, profile = {}, options?: EmulatorOptions) {
  const arm = await anArmWithProfile(profile, options);
  const { status, body } = await arm.put(external("a"), anEndpointBody(properties));
  return { status, message: status < 400 ? "" : body.error.message };
}
