/** ConfigurationState (metallb/metallb api/v1beta1/configurationstate_types.go). */
import { text } from '../../../lib/json.ts';
import type { JsonObject } from '../../../model/document.ts';
import type { Complaint } from '../report.ts';
import { given, type Reading, told } from './object.ts';

const label = (object: JsonObject, name: string) => text(object, ['metadata', 'labels', `metallb.io/${name}`]);

/** `Unknown` is the result of a component that has not said anything yet. */
export function readConfigurationState(object: JsonObject): Reading {
  const said = told(object, ['status', 'errorSummary']);
  const complaint: Complaint = {
    about: 'configuration',
    ...(said.text === '' ? { text: '', path: ['status', 'result'] } : said),
  };
  return {
    report: {
      product: 'metallb',
      ...given('node', label(object, 'node-name')),
      ...given('component', label(object, 'component-type')),
      complaints: text(object, ['status', 'result']) === 'Invalid' ? [complaint] : [],
    },
  };
}
