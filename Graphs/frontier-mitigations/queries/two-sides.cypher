// On which risk domains do statements stand on both sides, and whose are they?
MATCH (:Mitigation)-[r:ADDRESSES]->(d:RiskDomain)
WITH d, count(CASE WHEN r.stance = 'opposes' THEN 1 END) AS against,
     count(CASE WHEN r.stance = 'supports' THEN 1 END) AS for,
     collect(DISTINCT r.source) AS works
WHERE against > 0 AND for > 0
RETURN d.key AS domain, d.label AS name, for, against, works
ORDER BY domain
