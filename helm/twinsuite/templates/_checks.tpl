{{/* What the schema cannot say: fields that must fit each other. Each message names the field and the fix. */}}
{{- define "twinsuite.checks" -}}
{{- $h2 := hasPrefix "jdbc:h2:" .Values.config.db.url -}}
{{- if and (gt (int .Values.app.replicas) 1) $h2 -}}
{{- fail "app.replicas: more than one replica needs a shared database. Set config.db.url to jdbc:postgresql://…, or app.replicas to 1." -}}
{{- end -}}
{{- if and (gt (int .Values.app.replicas) 1) (ne .Values.config.changes.source "kafka") -}}
{{- fail "app.replicas: over the WebSocket every replica gets every twin change, and each would raise its own alarms. Set config.changes.source to kafka, or app.replicas to 1." -}}
{{- end -}}
{{- range $name, $image := .Values.image -}}
{{- $digest := trimPrefix "sha256:" (toString $image.digest) -}}
{{- if and $digest (eq (replace (substr 0 1 $digest) "" $digest) "") -}}
{{- fail (printf "image.%s.digest: is a placeholder. Take the one your registry tells: docker buildx imagetools inspect REPOSITORY:TAG" $name) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.networkPolicy.enabled .Values.tagMap -}}
{{- range $source, $connection := (fromYaml .Values.tagMap).sources -}}
{{- if not (index $.Values.networkPolicy.egress.controlSystems $source) -}}
{{- fail (printf "networkPolicy.egress.controlSystems.%s: say where this source of tagMap is (to, ports), else the network policy keeps the app from it; or set networkPolicy.enabled to false." $source) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and $h2 (not .Values.app.persistence.enabled) -}}
{{- fail "app.persistence.enabled: the H2 database would be lost with the pod. Set it to true, or config.db.url to jdbc:postgresql://…" -}}
{{- end -}}
{{- if and .Values.predictors.enabled (not .Values.predictors.token.secretName) -}}
{{- fail "predictors.token.secretName: the servers refuse to listen for other pods without a token. Name the Secret that holds one." -}}
{{- end -}}
{{- if not .Values.secrets -}}
{{- fail "secrets: name at least the Secret that holds twinsuite.http.token or twinsuite.http.users; the app refuses to listen without." -}}
{{- end -}}
{{- range $kind := list "cmms" "erp" -}}
{{- range $system, $values := index $.Values $kind -}}
{{- range $key, $value := $values.options -}}
{{- if has $key (list "apiKey" "password") -}}
{{- fail (printf "%s.%s.options.%s: secrets do not belong into values. Put it into a Secret under the key twinsuite.%s.%s.%s and name that Secret in secrets." $kind $system $key $kind $system $key) -}}
{{- end -}}
{{- end -}}
{{- if and $.Values.networkPolicy.enabled (not $values.egress) -}}
{{- fail (printf "%s.%s.egress: say where the system is (to, ports), else the network policy keeps the app from it; or set networkPolicy.enabled to false." $kind $system) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $name, $value := .Values.camel -}}
{{- if regexMatch "(?i)(password|secret|jaas)" $name -}}
{{- fail (printf "camel.%s: secrets do not belong into values. Put it into a Secret under the key %s and name that Secret in secrets." $name $name) -}}
{{- end -}}
{{- end -}}
{{- if gt (add (ternary 1 0 (not (empty .Values.rules.files))) (ternary 1 0 (not (empty .Values.rules.configMap))) (ternary 1 0 (not (empty .Values.rules.image)))) 1 -}}
{{- fail "rules: set only one of files, configMap and image." -}}
{{- end -}}
{{- if and .Values.onboarding.enabled (empty .Values.onboarding.request) (empty .Values.onboarding.secretName) -}}
{{- fail "onboarding.request: is empty. Set it, or onboarding.secretName, or onboarding.enabled to false." -}}
{{- end -}}
{{- if and .Values.predictors.autoscaling.enabled (lt (int .Values.predictors.autoscaling.maxReplicas) (int .Values.predictors.autoscaling.minReplicas)) -}}
{{- fail "predictors.autoscaling.maxReplicas: must not be below minReplicas." -}}
{{- end -}}
{{- if and .Values.networkPolicy.enabled (hasPrefix "jdbc:postgresql:" .Values.config.db.url) (not .Values.networkPolicy.egress.database) -}}
{{- fail "networkPolicy.egress.database: say where the database of config.db.url is (to, ports)." -}}
{{- end -}}
{{- end -}}
