// Prints a GraphML or GEXF file as Gephi Lite reads it: {"nodes": {id: attributes}, "edges": {id: [source, target, attributes]}}.
import {readFileSync} from 'node:fs';
import {MultiDirectedGraph} from 'graphology';
import gexf from 'graphology-gexf';
import graphml from 'graphology-graphml';

const path = process.argv[2];
const text = readFileSync(path, 'utf-8');
const graph = path.endsWith('.gexf')
  ? gexf.parse(MultiDirectedGraph, text, {allowUndeclaredAttributes: false})
  : graphml.parse(MultiDirectedGraph, text);
const nodes = Object.fromEntries(graph.mapNodes((node, attributes) => [node, attributes]));
const edges = Object.fromEntries(
  graph.mapEdges((edge, attributes, source, target) => [edge, [source, target, attributes]])
);
console.log(JSON.stringify({nodes, edges}));
