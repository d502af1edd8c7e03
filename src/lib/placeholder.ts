/**
 * Text that something else replaces before the object reaches a cluster:
 * - `${NAME}`, `${NAME:=default}`: Flux post-build substitution, envsubst, Terraform's templatefile
 * - `{{ … }}`: Helm, Go templates, Jinja
 * - `ENC[…]`: a value that SOPS encrypted
 */
const within = /\$\{[^}]*\}|\{\{[^\n]*?\}\}|^ENC\[/;

/**
 * Forms that count only as a whole value, since inside of one they are ordinary text:
 * - `<path:secret/data/bgp#password>` of argocd-vault-plugin, `<AS number>` of documentation
 * - `$(NAME)`: kustomize vars, Azure Pipelines, container arguments. Inside of a script it is a shell's command
 *   substitution, which is part of the value and leaves nothing unknown about it.
 * - `__NAME__`, capitals only: scripts that put their values in with sed, as in Calico's own end-to-end tests
 */
const marker = /<[^<>\n]+>|\$\([A-Za-z_][\w.-]*\)|__[A-Z][A-Z0-9_]*__/.source;
/** One of them, or a range from one to another. */
const whole = new RegExp(`^(?:${marker})(?:\\s*-\\s*(?:${marker}))?$`);

/** True for a string whose final value the scan cannot know. */
export function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && (within.test(value) || whole.test(value));
}
