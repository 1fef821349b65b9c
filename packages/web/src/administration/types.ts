/** What the API says of the models of a server, under short names. */
import type { components } from '@sinode/client';

type Schemas = components['schemas'];

export type ModelAdministration = Schemas['ModelAdministration'];
export type AdministeredModel = Schemas['AdministeredModel'];
export type ModelProcess = ModelAdministration['processes'][number];
export type ModelEvent = Schemas['ModelEvent'];
export type ModelIdentity = Pick<AdministeredModel, 'name' | 'version'>;
export type ShadowAgreement = Schemas['ShadowAgreement'];
export type DriftReport = Schemas['DriftReport'];
export type DriftFeature = DriftReport['features'][number];
export type DriftStatus = DriftFeature['status'];
