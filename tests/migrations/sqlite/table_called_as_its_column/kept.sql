UPDATE remark SET note = 'y' RETURNING id; -- 1
SELECT note, n FROM remark; -- y, 1
