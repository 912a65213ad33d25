{{/* Names and labels. */}}
{{- define "twinsuite.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{/* A DNS label, as services need; a sum keeps apart what was shortened or had dots. */}}
{{- define "twinsuite.fullname" -}}
{{- $name := .Release.Name -}}
{{- if .Values.fullnameOverride -}}
{{- $name = .Values.fullnameOverride -}}
{{- else if not (contains (include "twinsuite.name" .) .Release.Name) -}}
{{- $name = printf "%s-%s" .Release.Name (include "twinsuite.name" .) -}}
{{- end -}}
{{- if or (gt (len $name) 50) (contains "." $name) -}}
{{- printf "%s-%s" ($name | replace "." "-" | trunc 41 | trimSuffix "-") (sha256sum $name | trunc 8) -}}
{{- else -}}
{{- $name -}}
{{- end -}}
{{- end -}}

{{/* Labels that never change, so that they may select. Arguments: root, component. */}}
{{- define "twinsuite.selector" -}}
app.kubernetes.io/name: {{ include "twinsuite.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "twinsuite.labels" -}}
{{ include "twinsuite.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: twinsuite
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Image by digest if there is one, else by tag. Arguments: root, image. */}}
{{- define "twinsuite.image" -}}
{{- $repository := .image.repository -}}
{{- with .root.Values.imageRegistry -}}{{- $repository = printf "%s/%s" . $repository -}}{{- end -}}
{{- if .image.digest -}}
{{- printf "%s@%s" $repository .image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (default .root.Chart.AppVersion .image.tag) -}}
{{- end -}}
{{- end -}}

{{- define "twinsuite.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "twinsuite.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* What the pod security level "restricted" asks for, and one user for all pods. */}}
{{- define "twinsuite.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "twinsuite.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Spreading of the replicas of one component. Arguments: root, component, given. */}}
{{- define "twinsuite.spread" -}}
{{- if .given -}}
{{ toYaml .given }}
{{- else -}}
- maxSkew: 1
  topologyKey: kubernetes.io/hostname
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels: {{- include "twinsuite.selector" . | nindent 6 }}
- maxSkew: 1
  topologyKey: topology.kubernetes.io/zone
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels: {{- include "twinsuite.selector" . | nindent 6 }}
{{- end -}}
{{- end -}}

{{/* Scheduling of a pod. Argument: the component's values. */}}
{{- define "twinsuite.scheduling" -}}
{{- with .nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}
