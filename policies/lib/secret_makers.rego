# METADATA
# description: |
#   What rules ask about the resources that make Kubernetes Secrets: which Secrets, of what type and with which keys.
package bgplint.lib.secret_makers

# METADATA
# description: |
#   The resources that make Secrets, and the name of what each makes, `[maker, name]`. The namespace of a maker is where
#   it makes them; "" where something else chooses it.
made contains [maker, object.get(maker.object, ["spec", "target", "name"], maker.name)] if {
	some maker in input.kubernetes.ExternalSecret
}

# What it makes has its own name (external-secrets/external-secrets, ClusterExternalSecretSpec), in namespaces by label.
made contains [maker, object.get(maker.object, ["spec", "externalSecretSpec", "target", "name"], name)] if {
	some maker in input.kubernetes.ClusterExternalSecret
	name := object.get(maker.object, ["spec", "externalSecretName"], maker.name)
}

# The controller gives the Secret the name of the SealedSecret, whatever its template says (bitnami-labs/sealed-secrets,
# Unseal).
made contains [maker, maker.name] if {
	some kind in ["SealedSecret", "OnePasswordItem", "SecretGenerator"]
	some maker in input.kubernetes[kind]
}

made contains [maker, maker.object.spec.destination.name] if {
	some kind in ["VaultStaticSecret", "VaultDynamicSecret"]
	some maker in input.kubernetes[kind]
}

made contains [maker, template.name] if {
	some maker in input.kubernetes.SopsSecret
	some template in maker.object.spec.secretTemplates
}

# It names the namespaces of what it makes (Infisical/kubernetes-operator, api/v1alpha1 InfisicalSecretSpec).
made contains [elsewhere(maker, reference, "secretNamespace"), reference.secretName] if {
	some maker in input.kubernetes.InfisicalSecret
	some reference in array.concat(
		[object.get(maker.object, ["spec", "managedSecretReference"], {})],
		object.get(maker.object, ["spec", "managedKubeSecretReferences"], []),
	)
}

# By itself in its own namespace (DopplerHQ/kubernetes-operator, api/v1alpha1 ManagedSecretReference).
made contains [elsewhere(maker, reference, "namespace"), reference.name] if {
	some maker in input.kubernetes.DopplerSecret
	reference := maker.object.spec.managedSecret
}

elsewhere(maker, reference, field) := object.union(maker, {"namespace": object.get(reference, field, maker.namespace)})

made contains [copied, name] if {
	some [maker, name] in annotated
	copied := object.union(maker, {"namespace": ""})
}

# Secrets that something copies into other namespaces, which are often given as patterns.
annotated contains [secret, secret.name] if {
	some secret in input.kubernetes.Secret
	some annotation, _ in secret.object.metadata.annotations
	annotation in copying
}

annotated contains [maker, object.get(maker.object, ["spec", "target", "name"], maker.name)] if {
	some maker in input.kubernetes.ExternalSecret
	some annotation, _ in maker.object.spec.target.template.metadata.annotations
	annotation in copying
}

annotated contains [maker, maker.name] if {
	some maker in input.kubernetes.SealedSecret
	some annotation, _ in maker.object.spec.template.metadata.annotations
	annotation in copying
}

# Of emberstack's Reflector, mittwald's Replicator and AppsCode's Config Syncer.
copying := {
	"reflector.v1.k8s.emberstack.com/reflection-allowed",
	"reflector.v1.k8s.emberstack.com/reflection-auto-enabled",
	"reflector.v1.k8s.emberstack.com/reflection-auto-namespaces",
	"replicator.v1.mittwald.de/replicate-to",
	"replicator.v1.mittwald.de/replicate-to-matching",
	"kubed.appscode.com/sync",
}

# METADATA
# description: True if something makes Secrets whose names are encrypted, as SOPS leaves those of a SopsSecret.
default names_encrypted := false

names_encrypted if {
	some [_, name] in made
	startswith(name, "ENC[")
}

# METADATA
# description: |
#   By name, the makers that tell all of the type that their Secret gets: it is at `type_path`, and Opaque where there
#   is none, since the API server makes it so.
typed[name] contains maker if {
	some [maker, name] in made
	not maker.partial
	tells_type(maker)
}

# Another `creationPolicy` fills in what something else makes. A template from elsewhere is not known to the scan, nor
# what a `manifest` makes.
tells_type(maker) if {
	maker.gvk.kind == "ExternalSecret"
	object.get(maker.object, ["spec", "target", "creationPolicy"], "Owner") in {"Owner", "Orphan"}
	object.get(maker.object, ["spec", "target", "template", "templateFrom"], []) == []
	object.get(maker.object, ["spec", "target", "manifest"], null) == null
}

# Without encryptedData the type is inside of what is encrypted.
tells_type(maker) if {
	maker.gvk.kind == "SealedSecret"
	count(maker.object.spec.encryptedData) > 0
}

tells_type(maker) if {
	maker.gvk.kind in {"VaultStaticSecret", "VaultDynamicSecret"}
	maker.object.spec.destination.create == true
}

tells_type(maker) if maker.gvk.kind == "SecretGenerator"

# METADATA
# description: Where a maker says the type of its Secret.
type_path(maker) := type_paths[maker.gvk.kind]

type_paths := {
	"ExternalSecret": ["spec", "target", "template", "type"],
	"SealedSecret": ["spec", "template", "type"],
	"VaultStaticSecret": ["spec", "destination", "type"],
	"VaultDynamicSecret": ["spec", "destination", "type"],
	"SecretGenerator": ["type"],
}

# METADATA
# description: The type that the Secret of a maker gets.
type_made(maker) := "Opaque" if {
	object.get(maker.object, type_path(maker), null) in {null, ""}
} else := object.get(maker.object, type_path(maker), "Opaque")

# METADATA
# description: |
#   The operation that sets the type of a maker's Secret, for review: the API server changes that of none that is there.
set_type(maker, type) := {"op": operation, "path": type_path(maker), "value": type, "safe": false} if {
	operation := {true: "replace", false: "add"}[object.get(maker.object, type_path(maker), null) != null]
}

# METADATA
# description: |
#   True if a maker tells all keys of its Secret, and this is none of them. One that tells none gets them from
#   elsewhere.
lacks(maker, key) if {
	keys := keys_made(maker)
	count(keys) > 0
	not key in keys
}

# With a template's own data, which replaces what is fetched unless it says so, these keys count alone.
keys_made(maker) := keys if {
	maker.gvk.kind == "ExternalSecret"
	tells_type(maker)
	templated := object.get(maker.object, ["spec", "target", "template", "data"], {})
	count(templated) > 0
	object.get(maker.object, ["spec", "target", "template", "mergePolicy"], "Replace") == "Replace"
	keys := {key | some key, _ in templated}
} else := keys if {
	maker.gvk.kind == "ExternalSecret"
	tells_type(maker)
	object.get(maker.object, ["spec", "dataFrom"], []) == []
	templated := object.get(maker.object, ["spec", "target", "template", "data"], {})
	keys := {item.secretKey | some item in maker.object.spec.data} | {key | some key, _ in templated}
} else := keys if {
	maker.gvk.kind == "SealedSecret"
	encrypted := maker.object.spec.encryptedData
	templated := object.get(maker.object, ["spec", "template", "data"], {})
	keys := {key | some key, _ in encrypted} | {key | some key, _ in templated}
} else := {key | some key in maker.facts[""].keys} if {
	maker.gvk.kind == "SecretGenerator"
	maker.facts[""].all
}

# METADATA
# description: Each key that an ExternalSecret fetches, as places; those of other makers are keys of what they stand in.
key_places(maker) := {{"resource": maker.id, "path": ["spec", "data", i, "secretKey"]} |
	some i, _ in maker.object.spec.data
} if {
	maker.gvk.kind == "ExternalSecret"
} else := set()

# METADATA
# description: Where a maker tells the keys of its Secret.
keys_path(maker) := ["spec", "target", "template", "data"] if {
	maker.gvk.kind == "ExternalSecret"
	count(object.get(maker.object, ["spec", "target", "template", "data"], {})) > 0
} else := ["spec", "data"] if {
	maker.gvk.kind == "ExternalSecret"
} else := ["spec", "encryptedData"] if {
	maker.gvk.kind == "SealedSecret"
} else := min([[part] | some part in ["files", "literals"]; count(maker.object[part]) > 0])
