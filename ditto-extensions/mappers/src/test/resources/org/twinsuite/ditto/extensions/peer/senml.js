// What a user would write for SenML in JSON: the base fields of RFC 8428, times, the twin's units.
function mapToDittoProtocolMsg(headers, textPayload, bytePayload, contentType) {
  var pack = JSON.parse(textPayload);
  var received = new Date();
  var receivedAt = received.toISOString();
  var units = { pressure: ['Pa', 'kPa', 0.001] };
  var bn = '', bt = 0, bu = undefined, bv = 0;
  var things = {};
  for (var i = 0; i < pack.length; i++) {
    var record = pack[i];
    if (record.bn !== undefined) { bn = record.bn; }
    if (record.bt !== undefined) { bt = record.bt; }
    if (record.bu !== undefined) { bu = record.bu; }
    if (record.bv !== undefined) { bv = record.bv; }
    var name = bn + (record.n || '');
    var at = name.lastIndexOf('/');
    var thing = name.substring(0, at);
    var tag = name.substring(at + 1);
    var seconds = bt + (record.t || 0);
    var time = new Date(Math.round(seconds * 1000) + (seconds < 268435456 ? received.getTime() : 0)).toISOString();
    var value = record.v !== undefined ? record.v + bv : record.vs !== undefined ? record.vs : record.vb;
    var unit = record.u || bu;
    var wanted = units[tag];
    if (wanted && unit === wanted[0]) { value = value * wanted[2]; unit = wanted[1]; }
    var properties = { value: value };
    if (unit) { properties.unit = unit; }
    properties.quality = { severity: 'good', code: 'Good' };
    properties.sourceTimestamp = time;
    properties.serverTimestamp = receivedAt;
    properties.receivedAt = receivedAt;
    var known = things[thing];
    if (!known) { known = things[thing] = { features: {}, conditions: [] }; }
    known.features[tag] = { properties: properties };
    var path = 'features/' + tag + '/properties/sourceTimestamp';
    known.conditions.push('or(not(exists(' + path + ')),le(' + path + ',"' + time + '"))');
  }
  var messages = [];
  for (var id in things) {
    var colon = id.indexOf(':');
    messages.push(Ditto.buildDittoProtocolMsg(id.substring(0, colon), id.substring(colon + 1),
      'things', 'twin', 'commands', 'merge', '/features',
      { 'content-type': 'application/merge-patch+json', 'correlation-id': headers['correlation-id'],
        'condition': 'and(' + things[id].conditions.join(',') + ')' },
      things[id].features));
  }
  return messages;
}
