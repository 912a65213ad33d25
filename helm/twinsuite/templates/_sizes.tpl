{{/* What each size asks for; the arithmetic stands in README.md. Argument: root, component. */}}
{{- define "twinsuite.resources" -}}
{{- $given := (index .root.Values .component).resources -}}
{{- if $given -}}
{{ toYaml $given }}
{{- else -}}
{{- $sizes := dict
  "small" (dict "app" (list "500m" "2Gi") "predictors" (list "500m" "1Gi"))
  "medium" (dict "app" (list "1" "4Gi") "predictors" (list "1" "2Gi"))
  "large" (dict "app" (list "3" "8Gi") "predictors" (list "2" "4Gi")) -}}
{{- $size := index (index $sizes .root.Values.size) .component -}}
requests:
  cpu: {{ index $size 0 | quote }}
  memory: {{ index $size 1 }}
limits:
  memory: {{ index $size 1 }}
{{- end -}}
{{- end -}}
