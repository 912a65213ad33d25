{{/*
What the schema cannot say: fields that must fit each other. Each message names the field and the fix; all are told at
once.
*/}}
{{- define "twinsuite.checks" -}}
{{- $problems := concat
  (fromJsonArray (include "twinsuite.problemsOfImages" .))
  (fromJsonArray (include "twinsuite.problemsOfNames" .))
  (fromJsonArray (include "twinsuite.problemsOfSecrets" .))
  (fromJsonArray (include "twinsuite.problemsOfParts" .))
  (fromJsonArray (include "twinsuite.problemsOfCluster" .)) -}}
{{- if $problems -}}
{{- fail (printf "%d to mend in the values:\n- %s\n" (len $problems) (join "\n- " $problems)) -}}
{{- end -}}
{{- end -}}

{{/* Whether a repository names its registry: its first part is a host, as in references of images. */}}
{{- define "twinsuite.namesRegistry" -}}
{{- $parts := splitList "/" . -}}
{{- if and (gt (len $parts) 1) (regexMatch "[.:]|^localhost$" (first $parts)) -}}true{{- end -}}
{{- end -}}

{{- define "twinsuite.problemsOfImages" -}}
{{- $problems := list -}}
{{- range $name, $image := .Values.image -}}
{{- $used := or (eq $name "app") $.Values.predictors.enabled -}}
{{- $digest := trimPrefix "sha256:" (toString $image.digest) -}}
{{- if and $digest (eq (replace (substr 0 1 $digest) "" $digest) "") -}}
{{- $problems = append $problems (printf "image.%s.digest: is a placeholder. Take the one your registry tells: docker buildx imagetools inspect REPOSITORY:TAG" $name) -}}
{{- end -}}
{{- if eq (toString $image.tag) "latest" -}}
{{- $problems = append $problems (printf "image.%s.tag: with latest a restart may change the version. Set the tag of a version, or image.%s.digest." $name $name) -}}
{{- end -}}
{{- if and $used (not $.Values.imageRegistry) (not (include "twinsuite.namesRegistry" $image.repository)) -}}
{{- $problems = append $problems (printf "imageRegistry: is empty, nodes would pull %s from a public registry. Set it to the registry you pushed the images to, or image.%s.repository with its registry." $image.repository $name) -}}
{{- end -}}
{{- end -}}
{{- toJson $problems -}}
{{- end -}}

{{- define "twinsuite.problemsOfNames" -}}
{{- $problems := list -}}
{{- if not (regexMatch "^[a-z]" (include "twinsuite.fullname" .)) -}}
{{- $problems = append $problems "fullnameOverride: names of services begin with a letter, the release's does not. Set it, or rename the release." -}}
{{- end -}}
{{- $taken := dict
  "app" (list "JAVA_TOOL_OPTIONS" "TWINSUITE_INSTANCE")
  "predictors" (list "JAVA_TOOL_OPTIONS" "PREDICTORS_HOST" "PREDICTORS_PORT" "PREDICTORS_MODELS" "PREDICTORS_TOKEN" "PREDICTORS_TLS_CERT" "PREDICTORS_TLS_KEY") -}}
{{- range $component, $names := $taken -}}
{{- $seen := list -}}
{{- range (index $.Values $component).extraEnv -}}
{{- if has .name $names -}}
{{- $fix := ternary "Options of the JVM belong into app.javaOptions." "Remove it; for options of the JVM take JDK_JAVA_OPTIONS." (and (eq $component "app") (eq .name "JAVA_TOOL_OPTIONS")) -}}
{{- $problems = append $problems (printf "%s.extraEnv: %s is set by the chart. %s" $component .name $fix) -}}
{{- end -}}
{{- if has .name $seen -}}
{{- $problems = append $problems (printf "%s.extraEnv: %s is there twice. Remove one." $component .name) -}}
{{- end -}}
{{- $seen = append $seen .name -}}
{{- end -}}
{{- range $label, $value := (index $.Values $component).podLabels -}}
{{- if or (hasPrefix "app.kubernetes.io/" $label) (hasKey $.Values.commonLabels $label) -}}
{{- $problems = append $problems (printf "%s.podLabels: %s is set by the chart, and selectors rely on it. Remove it." $component $label) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $label, $value := .Values.commonLabels -}}
{{- if or (hasPrefix "app.kubernetes.io/" $label) (eq $label "helm.sh/chart") -}}
{{- $problems = append $problems (printf "commonLabels: %s is set by the chart. Remove it." $label) -}}
{{- end -}}
{{- end -}}
{{- toJson $problems -}}
{{- end -}}

{{- define "twinsuite.problemsOfSecrets" -}}
{{- $problems := list -}}
{{- if not .Values.secrets -}}
{{- $problems = append $problems "secrets: name at least the Secret that holds twinsuite.http.token or twinsuite.http.users; the app refuses to listen without." -}}
{{- end -}}
{{- $auths := dict
  "config.ditto.auth" (dict "option" "twinsuite.ditto.auth" "value" .Values.config.ditto.auth)
  "config.onboarding.honoAuth" (dict "option" "twinsuite.onboarding.hono-auth" "value" .Values.config.onboarding.honoAuth)
  "config.onboarding.dittoAuth" (dict "option" "twinsuite.onboarding.ditto-auth" "value" .Values.config.onboarding.dittoAuth)
  "config.onboarding.connectionsAuth" (dict "option" "twinsuite.onboarding.connections-auth" "value" .Values.config.onboarding.connectionsAuth) -}}
{{- range $field, $auth := $auths -}}
{{- if hasPrefix "basic:" $auth.value -}}
{{- $problems = append $problems (printf "%s: a password does not belong into values. Put basic:<user>:<password> into a Secret under the key %s and name that Secret in secrets." $field $auth.option) -}}
{{- else if not (regexMatch "^(pre:.+|oauth2)?$" $auth.value) -}}
{{- $problems = append $problems (printf "%s: must be pre:<subject>, oauth2 or empty; basic:<user>:<password> only in a Secret under the key %s." $field $auth.option) -}}
{{- end -}}
{{- end -}}
{{- range $kind := list "cmms" "erp" -}}
{{- range $system, $values := index $.Values $kind -}}
{{- range $key, $value := $values.options -}}
{{- if has $key (list "apiKey" "password") -}}
{{- $problems = append $problems (printf "%s.%s.options.%s: secrets do not belong into values. Put it into a Secret under the key twinsuite.%s.%s.%s and name that Secret in secrets." $kind $system $key $kind $system $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $name, $value := .Values.camel -}}
{{- if regexMatch "(?i)(password|secret|jaas)" $name -}}
{{- $problems = append $problems (printf "camel.%s: secrets do not belong into values. Put it into a Secret under the key %s and name that Secret in secrets." $name $name) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.predictors.enabled (not .Values.predictors.token.secretName) -}}
{{- $problems = append $problems "predictors.token.secretName: the servers refuse to listen for other pods without a token. Name the Secret that holds one." -}}
{{- end -}}
{{- toJson $problems -}}
{{- end -}}

{{- define "twinsuite.problemsOfParts" -}}
{{- $problems := list -}}
{{- $h2 := hasPrefix "jdbc:h2:" .Values.config.db.url -}}
{{- $several := gt (int .Values.app.replicas) 1 -}}
{{- if and $several $h2 -}}
{{- $problems = append $problems "app.replicas: more than one replica needs a shared database. Set config.db.url to jdbc:postgresql://…, or app.replicas to 1." -}}
{{- end -}}
{{- if and $several (ne .Values.config.changes.source "kafka") -}}
{{- $problems = append $problems "app.replicas: over the WebSocket every replica gets every twin change, and each would raise its own alarms. Set config.changes.source to kafka, or app.replicas to 1." -}}
{{- end -}}
{{- if and $h2 (not .Values.app.persistence.enabled) -}}
{{- $problems = append $problems "app.persistence.enabled: the H2 database would be lost with the pod. Set it to true, or config.db.url to jdbc:postgresql://…" -}}
{{- end -}}
{{- if gt (len (compact (list (ternary "" "files" (empty .Values.rules.files)) (ternary "" "configMap" (empty .Values.rules.configMap)) (ternary "" "image" (empty .Values.rules.image))))) 1 -}}
{{- $problems = append $problems "rules: set only one of files, configMap and image." -}}
{{- end -}}
{{- if and .Values.models.image .Values.models.claim -}}
{{- $problems = append $problems "models: set only one of image and claim." -}}
{{- end -}}
{{- if and .Values.onboarding.enabled (empty .Values.onboarding.request) (empty .Values.onboarding.secretName) -}}
{{- $problems = append $problems "onboarding.request: is empty. Set it, or onboarding.secretName, or onboarding.enabled to false." -}}
{{- end -}}
{{- if and .Values.predictors.autoscaling.enabled (lt (int .Values.predictors.autoscaling.maxReplicas) (int .Values.predictors.autoscaling.minReplicas)) -}}
{{- $problems = append $problems "predictors.autoscaling.maxReplicas: must not be below minReplicas." -}}
{{- end -}}
{{- if .Values.networkPolicy.enabled -}}
{{- range $kind := list "cmms" "erp" -}}
{{- range $system, $values := index $.Values $kind -}}
{{- if not $values.egress -}}
{{- $problems = append $problems (printf "%s.%s.egress: say where the system is (to, ports), else the network policy keeps the app from it; or set networkPolicy.enabled to false." $kind $system) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if .Values.tagMap -}}
{{- range $source, $connection := (fromYaml .Values.tagMap).sources -}}
{{- if not (index $.Values.networkPolicy.egress.controlSystems $source) -}}
{{- $problems = append $problems (printf "networkPolicy.egress.controlSystems.%s: say where this source of tagMap is (to, ports), else the network policy keeps the app from it; or set networkPolicy.enabled to false." $source) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and (hasPrefix "jdbc:postgresql:" .Values.config.db.url) (not .Values.networkPolicy.egress.database) -}}
{{- $problems = append $problems "networkPolicy.egress.database: say where the database of config.db.url is (to, ports)." -}}
{{- end -}}
{{- $problems = concat $problems (fromJsonArray (include "twinsuite.problemsOfAddresses" .)) -}}
{{- end -}}
{{- toJson $problems -}}
{{- end -}}
