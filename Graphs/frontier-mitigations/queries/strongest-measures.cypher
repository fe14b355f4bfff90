// Which chains bear most strongly on cyberattacks and mass harm?
MATCH (p:Paper)-[:PROPOSES]->()
WITH DISTINCT p
CALL evidence.paths(p, 'mit-risk@4:4.2') YIELD path, strength, stance, directness
RETURN p.year AS year, [n IN nodes(path) | n.label] AS chain, stance, directness, strength
ORDER BY strength DESC, chain
LIMIT 5
