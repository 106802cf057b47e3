#!/usr/bin/python3
"""flow_check.py SVG DOT BPMN YAML - pictures of a workflow checked by somebody
who knows only the formats and the names in the file."""
import re, sys
import xml.etree.ElementTree as ET

svg, dot, bpmn, source = sys.argv[1:5]
B = '{http://www.omg.org/spec/BPMN/20100524/MODEL}'
DI = '{http://www.omg.org/spec/BPMN/20100524/DI}'
text = open(source).read()
section = re.search(r'^steps:\n((?:[ #].*\n|\n)*)', text, re.M).group(1)
steps = re.findall(r'^  ([a-z]\w*):', section, re.M)

ET.parse(svg)
drawn = open(svg).read()
assert drawn.count('class="node"') >= len(steps), 'steps in the SVG'
assert re.search('[\u4e00-\u9fff]', open(dot).read()), 'Chinese names in DOT'

root = ET.parse(bpmn).getroot()
process = root.find(B + 'process')
ids = [e.get('id') for e in root.iter() if e.get('id')]
assert len(ids) == len(set(ids)), 'ids twice'
flows = [e for e in root.iter(B + 'sequenceFlow')]
nodes = {e.get('id') for e in root.iter()
         if e.tag.startswith(B) and e.get('id') and not
         e.tag.endswith(('sequenceFlow', 'process', 'definitions',
                         'terminateEventDefinition'))}
for f in flows:
    assert f.get('sourceRef') in nodes and f.get('targetRef') in nodes, f.attrib
tags = [e.tag for e in process]
assert tags.count(B + 'adHocSubProcess') == len(steps), 'a step is missing'
assert tags.count(B + 'startEvent') == 1
flow_ids = {f.get('id') for f in flows}
for tag in ('incoming', 'outgoing'):
    for e in root.iter(B + tag):
        assert e.text in flow_ids, e.text
# who comes in and goes out agrees with the flows
for e in root.iter():
    if e.get('id') in nodes:
        assert ({i.text for i in e.findall(B + 'incoming')} ==
                {f.get('id') for f in flows if f.get('targetRef') == e.get('id')})
        assert ({i.text for i in e.findall(B + 'outgoing')} ==
                {f.get('id') for f in flows if f.get('sourceRef') == e.get('id')})
shapes = [e.get('bpmnElement') for e in root.iter(DI + 'BPMNShape')]
edges = [e.get('bpmnElement') for e in root.iter(DI + 'BPMNEdge')]
assert sorted(shapes) == sorted(nodes), set(nodes) ^ set(shapes)
assert sorted(edges) == sorted(flow_ids), set(flow_ids) ^ set(edges)
for e in root.iter(DI + 'BPMNEdge'):
    assert len(list(e)) >= 2, 'a way without corners'
# boxes of the whole do not stand on each other
boxes = []
plane = root.find(DI + 'BPMNDiagram').find(DI + 'BPMNPlane')
for s in plane.findall(DI + 'BPMNShape'):
    b = s[0]
    boxes.append([float(b.get(k)) for k in ('x', 'y', 'width', 'height')])
for i, a in enumerate(boxes):
    for b in boxes[:i]:
        assert (a[0] + a[2] <= b[0] or b[0] + b[2] <= a[0] or
                a[1] + a[3] <= b[1] or b[1] + b[3] <= a[1]), (a, b)
# whatever begins reaches an end
after = {}
for f in process.findall(B + 'sequenceFlow'):
    after.setdefault(f.get('sourceRef'), set()).add(f.get('targetRef'))
start = process.find(B + 'startEvent').get('id')
seen, todo = set(), [start]
while todo:
    at = todo.pop()
    if at not in seen:
        seen.add(at)
        todo += after.get(at, ())
top = {e.get('id') for e in process if e.get('id') in nodes}
assert seen == top, top - seen
