# METADATA
# title: Unreadable file, not checked
# description: |
#   A file that could hold something to check could not be read or decoded. Kubernetes and Terraform read UTF-8. A
#   file in another encoding, without read permission, or cut off while it was read is not checked, and a green run
#   must not hide that.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc3629
#     description: RFC 3629, UTF-8
# custom:
#   id: input/unreadable
#   level: error
#   class: security
#   judges: object
#   enforced: true
#   remediation: |
#     Make the file readable and save it as UTF-8, or leave it out of the scan with `exclude` in bgplint.yaml, where it
#     is on record.
package bgplint.rules.input.unreadable

import data.bgplint.lib.finding

report contains finding.marked(fault.id, $"this was not checked: {fault.detail.reason}") if {
	some fault in input.input.Unreadable
}
