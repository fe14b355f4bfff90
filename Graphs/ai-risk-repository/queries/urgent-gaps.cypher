// In which domains do the most urgent risks lie that no stated measure addresses?
CALL evidence.gaps({kind: 'risk-without-mitigation', limit: 200}) YIELD node
MATCH (node)-[:IN_DOMAIN]->(d:RiskDomain)
RETURN d.key AS domain, d.label AS name, count(DISTINCT node) AS risks
ORDER BY risks DESC, domain
LIMIT 10
