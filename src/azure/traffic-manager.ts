import type { TrafficManagerManagementClient } from "@azure/arm-trafficmanager";
import type { Profile, ProfileRef } from "../core/profile.ts";
import { ArmError, type Log, type TrafficManagerApi } from "../provider/ports.ts";
import { armCall } from "./arm-call.ts";
import { type AzureConnection, clientOptions, READ_TIMEOUT, WRITE_TIMEOUT, withoutTokens } from "./connection.ts";
import { endpointToSdk, newProfileToSdk, profileFromListing, profileFromSdk, settingsToSdk } from "./mapping.ts";
import { isNameAvailable } from "./name-availability.ts";
import { createTags } from "./tags.ts";

const READ = { requestOptions: { timeout: READ_TIMEOUT } };
const WRITE = { requestOptions: { timeout: WRITE_TIMEOUT } };
/** A listing stays as ARM sends it, see `profileFromListing`; what is not a success is still read by the SDK. */
const LIST = {
  requestOptions: { ...READ.requestOptions, shouldDeserialize: ({ status }: { status: number }) => status !== 200 },
  /** This version of the API does not page, and the SDK would not follow: if Azure ever did, half a list must not pass for all. */
  onResponse({ parsedBody }: { parsedBody?: { nextLink?: unknown } }) {
    if (parsedBody?.nextLink) throw new ArmError(PAGED);
  },
};
const PAGED = {
  status: 0,
  code: "Paged",
  message: "Azure lists the profiles in pages, which this version cannot read",
};

export interface TrafficManagerOptions {
  connection: AzureConnection;
  /** The only groups to list; without them the subscription. */
  resourceGroups: readonly string[] | undefined;
  log: Log;
}

/** Traffic Manager over the official SDK, which is loaded with the first call so that the webhook listens before. */
export function createTrafficManager({ connection, resourceGroups, log }: TrafficManagerOptions): TrafficManagerApi {
  let loading: Promise<TrafficManagerManagementClient> | undefined;
  const sdk = () => {
    loading ??= loadClient(connection);
    return loading;
  };

  /** The DNS label of a profile never changes; a PATCH of its dnsConfig says it again, as the Azure clients do. */
  const relativeNames = new Map<string, string>();
  const seen = (profile: Profile): Profile => {
    relativeNames.set(keyOf(profile), profile.relativeName);
    return profile;
  };
  const groups: readonly (string | undefined)[] = resourceGroups ? withoutRepetition(resourceGroups) : [undefined];
  const listGroup = async ({ profiles }: TrafficManagerManagementClient, group: string | undefined) => {
    const found: Profile[] = [];
    const listing = group === undefined ? profiles.listBySubscription(LIST) : profiles.listByResourceGroup(group, LIST);
    for await (const resource of listing) found.push(seen(profileFromListing(resource)));
    return found;
  };

  const api: TrafficManagerApi = {
    listProfiles: () =>
      armCall(async () => {
        const client = await sdk();
        return (await Promise.all(groups.map((group) => listGroup(client, group)))).flat();
      }),
    async getProfile(ref) {
      try {
        return await armCall(async () =>
          seen(profileFromSdk(await (await sdk()).profiles.get(ref.resourceGroup, ref.name, READ))),
        );
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },
    createProfile: (ref, profile) =>
      armCall(async () => {
        let status = 0;
        const onResponse = (response: { status: number }) => {
          status = response.status;
        };
        const client = await sdk();
        const answer = await client.profiles.createOrUpdate(ref.resourceGroup, ref.name, newProfileToSdk(profile), {
          ...WRITE,
          onResponse,
        });
        return { created: status === 201, profile: seen(profileFromSdk(answer)) };
      }),
    async patchProfile(ref, settings) {
      const relativeName = relativeNames.get(keyOf(ref)) ?? (await api.getProfile(ref))?.relativeName;
      const body = settingsToSdk(settings, relativeName);
      await armCall(async () => (await sdk()).profiles.update(ref.resourceGroup, ref.name, body, WRITE));
    },
    async deleteProfile(ref) {
      await unlessGone(armCall(async () => (await sdk()).profiles.delete(ref.resourceGroup, ref.name, WRITE)));
    },
    async putEndpoint(ref, endpoint) {
      await armCall(async () => {
        const { endpoints } = await sdk();
        return endpoints.createOrUpdate(
          ref.resourceGroup,
          ref.name,
          endpoint.type,
          endpoint.name,
          endpointToSdk(endpoint),
          WRITE,
        );
      });
    },
    async deleteEndpoint(ref, type, name) {
      await unlessGone(
        armCall(async () => (await sdk()).endpoints.delete(ref.resourceGroup, ref.name, type, name, WRITE)),
      );
    },
    ...createTags({
      connection,
      log,
      readTags: async (ref) => (await api.getProfile(ref))?.tags,
      patchTags: async (ref, tags) => {
        await armCall(async () => (await sdk()).profiles.update(ref.resourceGroup, ref.name, { tags }, WRITE));
      },
    }),
    isNameAvailable: async (relativeName) => isNameAvailable(await sdk(), relativeName, READ),
  };
  return api;
}

async function loadClient(connection: AzureConnection): Promise<TrafficManagerManagementClient> {
  const { TrafficManagerManagementClient } = await import("@azure/arm-trafficmanager");
  const client = new TrafficManagerManagementClient(
    connection.credential,
    connection.subscriptionId,
    clientOptions(connection),
  );
  return withoutTokens(client, connection);
}

/** A profile that is not there; a missing resource group or subscription is a mistake to be told. */
function isNotFound(error: unknown): boolean {
  if (!(error instanceof ArmError) || error.status !== 404) return false;
  return error.code !== "ResourceGroupNotFound" && error.code !== "SubscriptionNotFound";
}

async function unlessGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

function keyOf({ resourceGroup, name }: ProfileRef): string {
  return `${resourceGroup}/${name}`.toLowerCase();
}

/** Azure compares the names of groups without case. */
function withoutRepetition(groups: readonly string[]): string[] {
  return [...new Map(groups.map((group) => [group.toLowerCase(), group])).values()];
}
