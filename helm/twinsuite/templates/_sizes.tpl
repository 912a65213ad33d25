{{/* What each size asks for; the arithmetic stands in README.md. Argument: root, component. */}}
{{- define "twinsuite.resources" -}}
{{- $given := (index .root.Values .component).resources -}}
{{- if $given -}}
{{ toYaml $given }}
{{- else -}}
{{- /* processor, memory asked for, memory at most */ -}}
{{- $sizes := dict
  "small" (dict "app" (list "250m" "1Gi" "2Gi") "predictors" (list "250m" "256Mi" "1Gi"))
  "medium" (dict "app" (list "750m" "2Gi" "4Gi") "predictors" (list "1" "512Mi" "2Gi"))
  "large" (dict "app" (list "2" "4Gi" "8Gi") "predictors" (list "2" "1Gi" "4Gi")) -}}
{{- $size := index (index $sizes .root.Values.size) .component -}}
requests:
  cpu: {{ index $size 0 | quote }}
  memory: {{ index $size 1 }}
limits:
  memory: {{ index $size 2 }}
{{- end -}}
{{- end -}}
