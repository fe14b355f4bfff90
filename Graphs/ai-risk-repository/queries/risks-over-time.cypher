// Since when are risks of deception named, and by how many papers each year?
CALL evidence.find('decept', {kind: 'Risk'}) YIELD node
WITH node
MATCH (p:Paper)-[:IDENTIFIES]->(node)
RETURN p.year AS year, count(DISTINCT p) AS papers, count(DISTINCT node) AS risks
ORDER BY year
