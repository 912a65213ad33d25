{{/*
Values below `config` as options of the app: config.hono.inFlight is twinsuite.hono.in-flight.
Arguments: prefix, values.
*/}}
{{- define "twinsuite.flatten" -}}
{{- $prefix := .prefix -}}
{{- range $key, $value := .values -}}
{{- $name := printf "%s.%s" $prefix (kebabcase $key) -}}
{{- if kindIs "map" $value -}}
{{ include "twinsuite.flatten" (dict "prefix" $name "values" $value) }}
{{- else -}}
{{ include "twinsuite.option" (dict "name" $name "value" $value) }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* One line of a properties file. */}}
{{- define "twinsuite.option" -}}
{{- $value := .value -}}
{{- if kindIs "slice" $value -}}{{- $value = join "," $value -}}{{- end -}}
{{- if and (kindIs "float64" $value) (eq (floor $value) $value) -}}{{- $value = int64 $value -}}{{- end -}}
{{ .name }}={{ toString $value | replace "\\" "\\\\" | replace "\n" "\\n" }}
{{ end -}}

{{/* The app's configuration, without secrets. */}}
{{- define "twinsuite.properties" -}}
{{ include "twinsuite.flatten" (dict "prefix" "twinsuite" "values" .Values.config) }}
{{- include "twinsuite.option" (dict "name" "twinsuite.http.host" "value" "0.0.0.0") }}
{{- include "twinsuite.option" (dict "name" "twinsuite.http.port" "value" 8090) }}
{{- /* the app refuses requests that name another host */}}
{{- if and .Values.ingress.enabled (not .Values.config.http.publicUrl) }}
{{- include "twinsuite.option" (dict "name" "twinsuite.http.public-url" "value" (printf "https://%s" .Values.ingress.host)) }}
{{- end }}
{{- if not .Values.config.http.hosts }}
{{- $service := include "twinsuite.fullname" . }}
{{- include "twinsuite.option" (dict "name" "twinsuite.http.hosts" "value" (list $service (printf "%s.%s" $service .Release.Namespace) (printf "%s.%s.svc" $service .Release.Namespace) (printf "%s.%s.svc.cluster.local" $service .Release.Namespace))) }}
{{- end }}
{{- include "twinsuite.option" (dict "name" "twinsuite.history.file" "value" "/data/history.duckdb") }}
{{- range $kind := list "cmms" "erp" }}
{{- $systems := index $.Values $kind }}
{{- include "twinsuite.option" (dict "name" (printf "twinsuite.%s.systems" $kind) "value" (keys $systems | sortAlpha)) }}
{{- range $system, $values := $systems }}
{{- range $key, $value := $values.options }}
{{- include "twinsuite.option" (dict "name" (printf "twinsuite.%s.%s.%s" $kind $system $key) "value" $value) }}
{{- end }}
{{- end }}
{{- end }}
{{- if include "twinsuite.hasRules" . }}
{{- include "twinsuite.option" (dict "name" "twinsuite.rules.folder" "value" "/etc/twinsuite/rules") }}
{{- end }}
{{- if .Values.forecastPlan }}
{{- include "twinsuite.option" (dict "name" "twinsuite.forecast.plan" "value" "/etc/twinsuite/config/forecasts.csv") }}
{{- end }}
{{- if .Values.tagMap }}
{{- include "twinsuite.option" (dict "name" "twinsuite.scada.tags" "value" "/etc/twinsuite/config/tags.yaml") }}
{{- end }}
{{- range $channel, $uri := .Values.notify }}
{{- include "twinsuite.option" (dict "name" (printf "twinsuite.notify.%s" $channel) "value" $uri) }}
{{- end }}
{{- include "twinsuite.option" (dict "name" "twinsuite.forecast.models" "value" "/models") }}
{{- if and .Values.predictors.enabled (not .Values.config.forecast.servers) }}
{{- $tls := .Values.predictors.tls }}
{{- include "twinsuite.option" (dict "name" "twinsuite.forecast.servers" "value" (printf "%s://%s-predictors:8815" (ternary "grpc+tls" "grpc+tcp" (not (empty $tls.secretName))) (include "twinsuite.fullname" .))) }}
{{- if include "twinsuite.predictorsCa" . }}
{{- include "twinsuite.option" (dict "name" "twinsuite.forecast.servers-ca" "value" "/etc/twinsuite/predictors/ca.crt") }}
{{- end }}
{{- end }}
{{- if .Values.metrics.jvm }}
{{- include "twinsuite.option" (dict "name" "camel.metrics.binders" "value" "jvm-gc,jvm-memory,jvm-thread,processor,uptime") }}
{{- end }}
{{- if .Values.tls.server.secretName }}
{{- include "twinsuite.option" (dict "name" "camel.ssl.enabled" "value" true) }}
{{- include "twinsuite.option" (dict "name" "camel.ssl.keyStore" "value" (printf "file:/etc/twinsuite/tls/%s" .Values.tls.server.key)) }}
{{- include "twinsuite.option" (dict "name" "camel.server.useGlobalSslContextParameters" "value" true) }}
{{- include "twinsuite.option" (dict "name" "camel.management.useGlobalSslContextParameters" "value" true) }}
{{- end }}
{{- range $name, $value := .Values.camel }}
{{- include "twinsuite.option" (dict "name" $name "value" $value) }}
{{- end }}
{{- end -}}

{{- define "twinsuite.hasRules" -}}
{{- if or .Values.rules.files .Values.rules.configMap .Values.rules.image -}}true{{- end -}}
{{- end -}}
