import type { Profile, ProfileRef } from "../../src/core/profile.ts";
import { isClaimOf, parseClaims, printClaims } from "../../src/core/tags/claims.ts";
import { parseOwnerTagName } from "../../src/core/tags/names.ts";
import type { TrafficManagerApi } from "../../src/provider/ports.ts";
import type { ClusterSetup } from "./history.ts";

export type Tamper = (api: TrafficManagerApi, setup: ClusterSetup) => TrafficManagerApi;

/** Settings by a PUT of the profile as the PATCH would be: without the endpoints, which Azure then removes. */
export const putInPlaceOfPatch: Tamper = (api) => ({
  ...api,
  async patchProfile(ref, settings) {
    const profile = await api.getProfile(ref);
    if (profile) await api.createProfile(ref, { ...profile, ...settings, endpoints: [] });
  },
});

/** The owner's claim goes before the endpoint does. */
export const releaseBeforeDelete: Tamper = (api, { owner }) => ({
  ...api,
  async deleteEndpoint(ref, type, name) {
    const profile = await api.getProfile(ref);
    const claims = parseClaims(profile?.tags ?? {}).find((one) => one.owner === owner);
    if (profile && claims) {
      const left = { ...claims, claims: claims.claims.filter((claim) => !isClaimOf(claim, name)) };
      await writeTags(api, profile, owner, printClaims(left).tags);
    }
    await api.deleteEndpoint(ref, type, name);
  },
});

/** Endpoints first, their claims afterwards. */
export const createBeforeClaim: Tamper = (api) => {
  const held = new Map<string, Record<string, string>>();
  const key = ({ name }: ProfileRef) => name.toLowerCase();
  return {
    ...api,
    async mergeTags(ref, tags) {
      const claims = parseClaims(tags).flatMap((owner) => owner.claims);
      if (claims.some(({ awaits }) => awaits)) held.set(key(ref), tags);
      else await api.mergeTags(ref, tags);
    },
    async getProfile(ref) {
      const profile = await api.getProfile(ref);
      return profile && { ...profile, tags: { ...profile.tags, ...held.get(key(ref)) } };
    },
    async putEndpoint(ref, endpoint) {
      await api.putEndpoint(ref, endpoint);
      const tags = held.get(key(ref));
      held.delete(key(ref));
      if (tags) await api.mergeTags(ref, tags);
    },
  };
};

/** Everything in Azure passes for this owner's own. */
export const noOwnerCheck: Tamper = (api, { owner, identity }) => {
  const asOurs = (profile: Profile): Profile => {
    const foreign = parseClaims(profile.tags).flatMap(({ claims }) => claims);
    const { tags } = printClaims({ owner, identity, claims: foreign });
    const others = Object.entries(profile.tags).filter(([name]) => !parseOwnerTagName(name));
    return { ...profile, tags: { ...Object.fromEntries(others), ...tags } };
  };
  return {
    ...api,
    listProfiles: async () => (await api.listProfiles()).map(asOurs),
    async getProfile(ref) {
      const profile = await api.getProfile(ref);
      return profile && asOurs(profile);
    },
  };
};

async function writeTags(
  api: TrafficManagerApi,
  profile: Profile,
  owner: string,
  tags: Record<string, string>,
): Promise<void> {
  const gone = Object.keys(profile.tags).filter((name) => parseOwnerTagName(name)?.owner === owner && !(name in tags));
  if (Object.keys(tags).length > 0) await api.mergeTags(profile, tags);
  if (gone.length > 0) await api.deleteTags(profile, gone);
}
