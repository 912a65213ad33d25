{{/* The parts of a pod that jobs and tests share. Arguments: root, component, name, args. */}}
{{- define "twinsuite.taskMetadata" -}}
labels: {{- include "twinsuite.labels" (dict "root" .root "component" .component) | nindent 2 }}
{{- end -}}

{{- define "twinsuite.taskPod" -}}
restartPolicy: Never
serviceAccountName: {{ include "twinsuite.serviceAccountName" .root }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext: {{- include "twinsuite.podSecurity" .root | nindent 2 }}
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- include "twinsuite.scheduling" (omit .root.Values.app "affinity") }}
containers:
  - name: {{ .name }}
    image: {{ include "twinsuite.image" (dict "root" .root "image" .root.Values.image.app) }}
    imagePullPolicy: {{ .root.Values.image.app.pullPolicy }}
    args:
      {{- include "twinsuite.configArgs" .root | nindent 6 }}
      {{- range .args }}
      - {{ . | quote }}
      {{- end }}
    env:
      {{- include "twinsuite.jvmEnv" .root | nindent 6 }}
      {{- if hasPrefix "jdbc:h2:" .root.Values.config.db.url }}
      # The file belongs to the app's own process.
      - name: TWINSUITE_DB_URL
        value: jdbc:h2:mem:task
      {{- end }}
    resources: {{- toYaml .root.Values.tasks.resources | nindent 6 }}
    securityContext: {{- include "twinsuite.containerSecurity" .root | nindent 6 }}
    volumeMounts:
      {{- include "twinsuite.configMounts" .root | nindent 6 }}
      - name: data
        mountPath: /data
      {{- with .mounts }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
volumes:
  {{- include "twinsuite.configVolumes" .root | nindent 2 }}
  - name: data
    emptyDir:
      sizeLimit: 64Mi
  {{- with .volumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}
