{{/*
What the cluster says, where Helm reaches one: Secrets and keys that are missing, and changes that Kubernetes refuses or that
begin with an empty volume. Nothing is asked when charts are rendered offline.
*/}}
{{- define "twinsuite.problemsOfCluster" -}}
{{- $problems := list -}}
{{- if and .Values.checkCluster (lookup "v1" "ServiceAccount" .Release.Namespace "default") -}}
{{- range $wanted := fromJsonArray (include "twinsuite.wantedSecrets" .) -}}
{{- $secret := lookup "v1" "Secret" $.Release.Namespace $wanted.name -}}
{{- if not $secret -}}
{{- $problems = append $problems (printf "%s: there is no Secret %s in the namespace %s. Create it%s; or set checkCluster to false if it comes later." $wanted.field $wanted.name $.Release.Namespace (ternary "" (printf " with the key %s" (join ", " $wanted.keys)) (empty $wanted.keys))) -}}
{{- else -}}
{{- range $key := $wanted.keys -}}
{{- if not (hasKey (default dict $secret.data) $key) -}}
{{- $problems = append $problems (printf "%s: the Secret %s has no key %s. Add it." $wanted.field $wanted.name $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $problems = concat $problems (fromJsonArray (include "twinsuite.problemsOfVolumes" .)) -}}
{{- end -}}
{{- toJson $problems -}}
{{- end -}}

{{/* Secrets that pods mount, each with field, name and the keys that must be there. */}}
{{- define "twinsuite.wantedSecrets" -}}
{{- $wanted := list -}}
{{- range $i, $secret := .Values.secrets -}}
{{- $wanted = append $wanted (dict "field" (printf "secrets[%d]" $i) "name" $secret.name "keys" (keys (default dict $secret.items) | sortAlpha)) -}}
{{- end -}}
{{- with .Values.tls.server -}}
{{- if .secretName -}}{{- $wanted = append $wanted (dict "field" "tls.server" "name" .secretName "keys" (list .key)) -}}{{- end -}}
{{- end -}}
{{- with .Values.tls.trustStore -}}
{{- if .secretName -}}{{- $wanted = append $wanted (dict "field" "tls.trustStore" "name" .secretName "keys" (list .key)) -}}{{- end -}}
{{- end -}}
{{- if .Values.predictors.enabled -}}
{{- with .Values.predictors.token -}}
{{- if .secretName -}}{{- $wanted = append $wanted (dict "field" "predictors.token" "name" .secretName "keys" (list .key)) -}}{{- end -}}
{{- end -}}
{{- with .Values.predictors.tls -}}
{{- if .secretName -}}{{- $wanted = append $wanted (dict "field" "predictors.tls" "name" .secretName "keys" (compact (list "tls.crt" "tls.key" .ca))) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- if .Values.onboarding.enabled -}}
{{- with .Values.onboarding.secretName -}}{{- $wanted = append $wanted (dict "field" "onboarding.secretName" "name" . "keys" (list "request.json")) -}}{{- end -}}
{{- range $i, $secret := .Values.onboarding.secrets -}}
{{- $wanted = append $wanted (dict "field" (printf "onboarding.secrets[%d]" $i) "name" $secret.name "keys" list) -}}
{{- end -}}
{{- end -}}
{{- toJson $wanted -}}
{{- end -}}

{{/* Fields of a stateful set cannot change; a new name begins with an empty volume. */}}
{{- define "twinsuite.problemsOfVolumes" -}}
{{- $problems := list -}}
{{- $name := include "twinsuite.fullname" . -}}
{{- $set := lookup "apps/v1" "StatefulSet" .Release.Namespace $name -}}
{{- if $set -}}
{{- $claim := dict -}}
{{- range $set.spec.volumeClaimTemplates -}}{{- if eq .metadata.name "data" -}}{{- $claim = . -}}{{- end -}}{{- end -}}
{{- $fix := printf "First: kubectl -n %s delete statefulset %s --cascade=orphan; see Upgrade in the chart's README." .Release.Namespace $name -}}
{{- $wanted := .Values.app.persistence -}}
{{- if ne (not $claim) (not $wanted.enabled) -}}
{{- $problems = append $problems (printf "app.persistence.enabled: cannot change for the stateful set that is there. %s" $fix) -}}
{{- else if $claim -}}
{{- if ne (include "twinsuite.mebibytes" $claim.spec.resources.requests.storage) (include "twinsuite.mebibytes" $wanted.size) -}}
{{- $problems = append $problems (printf "app.persistence.size: is %s for the stateful set that is there and cannot change. %s" $claim.spec.resources.requests.storage $fix) -}}
{{- end -}}
{{- if ne (default "" $claim.spec.storageClassName) $wanted.storageClassName -}}
{{- $problems = append $problems (printf "app.persistence.storageClassName: is %q for the stateful set that is there and cannot change. %s" (default "" $claim.spec.storageClassName) $fix) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if .Release.IsUpgrade -}}
{{- range (lookup "apps/v1" "StatefulSet" .Release.Namespace "").items -}}
{{- $labels := default dict .metadata.labels -}}
{{- if and (eq (default "" (index $labels "app.kubernetes.io/instance")) $.Release.Name) (hasPrefix "twinsuite-" (default "" (index $labels "helm.sh/chart"))) (eq (default "" (index $labels "app.kubernetes.io/component")) "app") (ne .metadata.name $name) -}}
{{- $problems = append $problems (printf "nameOverride, fullnameOverride: the release runs as %s; as %s it would begin with an empty volume. Keep the name, or move the data and set checkCluster to false." .metadata.name $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $problems -}}
{{- end -}}

{{/* A size such as 1.5Gi, which Kubernetes gives back as 1536Mi. */}}
{{- define "twinsuite.mebibytes" -}}
{{- $number := float64 (regexFind "^[0-9.]+" .) -}}
{{- int64 (round (mulf $number (ternary 1048576 (ternary 1024 1 (hasSuffix "Gi" .)) (hasSuffix "Ti" .))) 0) -}}
{{- end -}}
