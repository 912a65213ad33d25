// What a user would write for Sparkplug B: the protobuf read with DataView. A script keeps nothing from
// one message to the next, so it knows no births: units and aliases stand in tables, data types and
// names (or aliases) come with the payload.
var NAMES = [
  '', 'bearing_temp', 'flow', 'pressure', 'vibration', 'motor_current', 'speed', 'level', 'running', 'starts', 'power'
];
var UNITS = {
  bearing_temp: ['Cel', 1], flow: ['m3/h', 1], pressure: ['kPa', 0.001], vibration: ['mm/s', 1],
  motor_current: ['A', 1], speed: ['/min', 1], level: ['%', 1], power: ['kW', 1]
};
function mapToDittoProtocolMsg(headers, textPayload, bytePayload, contentType) {
  var view = new DataView(bytePayload);
  var at = 0;
  function varint() {
    var value = 0, factor = 1, b;
    do { b = view.getUint8(at++); value += (b & 127) * factor; factor *= 128; } while (b >= 128);
    return value;
  }
  function text() {
    var length = varint(), value = '';
    for (var stop = at + length; at < stop; at++) { value += String.fromCharCode(view.getUint8(at)); }
    return value;
  }
  function skip(wire) {
    if (wire === 0) { varint(); } else if (wire === 1) { at += 8; } else if (wire === 2) { var n = varint(); at += n; } else { at += 4; }
  }
  var receivedAt = new Date().toISOString();
  var topic = headers['mqtt.topic'].split('/');
  var payloadTime = 0;
  var metrics = [];
  var end = view.byteLength;
  while (at < end) {
    var tag = varint();
    var number = tag >>> 3;
    if (number === 1) { payloadTime = varint(); }
    else if (number === 2) {
      var length = varint();
      var stop = at + length;
      var metric = { name: '', type: 0, time: 0, historical: false, isNull: false, value: null };
      while (at < stop) {
        var inner = varint();
        switch (inner >>> 3) {
          case 1: metric.name = text(); break;
          case 2: metric.name = NAMES[varint()]; break;
          case 3: metric.time = varint(); break;
          case 4: metric.type = varint(); break;
          case 5: metric.historical = varint() === 1; break;
          case 7: metric.isNull = varint() === 1; break;
          case 10: metric.value = varint(); break;
          case 11: metric.value = varint(); break;
          case 12: metric.value = view.getFloat32(at, true); at += 4; break;
          case 13: metric.value = view.getFloat64(at, true); at += 8; break;
          case 14: metric.value = varint() === 1; break;
          default: skip(inner & 7);
        }
      }
      metrics.push(metric);
    } else { skip(tag & 7); }
  }
  var serverTimestamp = new Date(payloadTime).toISOString();
  var features = {};
  var conditions = [];
  for (var i = 0; i < metrics.length; i++) {
    var m = metrics[i];
    var unit = UNITS[m.name];
    var time = new Date(m.time || payloadTime).toISOString();
    var value = m.value;
    if (m.type === 3) { value = value | 0; }
    if (unit && unit[1] !== 1) { value = value * unit[1]; }
    var properties = { value: value };
    if (unit) { properties.unit = unit[0]; }
    properties.quality = { severity: 'good', code: 'Good' };
    properties.sourceTimestamp = time;
    properties.serverTimestamp = serverTimestamp;
    properties.receivedAt = receivedAt;
    features[m.name] = { properties: properties };
    var path = 'features/' + m.name + '/properties/sourceTimestamp';
    conditions.push('or(not(exists(' + path + ')),le(' + path + ',"' + time + '"))');
  }
  return Ditto.buildDittoProtocolMsg(topic[1], topic[3] + '.' + topic[4], 'things', 'twin', 'commands', 'merge',
    '/features',
    { 'content-type': 'application/merge-patch+json', 'correlation-id': headers['correlation-id'],
      'condition': 'and(' + conditions.join(',') + ')' },
    features);
}
